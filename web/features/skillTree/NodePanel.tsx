import { useQuery } from '@apollo/client/react'
import { Skeleton, Stack } from '@mantine/core'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorState } from '../../components/ErrorState.tsx'
import { RowsSkeleton } from '../../components/RowsSkeleton.tsx'
import { NodeCards } from '../cards/NodeCards.tsx'
import { WaitingDrafts } from '../drafts/WaitingDrafts.tsx'
import { NodeHeader } from './NodeHeader.tsx'
import { NodeNotes } from './NodeNotes.tsx'
import { NodePath } from './NodePath.tsx'
import { NodePanelQuery } from './nodePanelQuery.ts'
import type { Tree } from './treeActions.ts'

interface NodePanelProps {
  nodeId: string
  tree: Tree
  /** The page's own heading, or a section of the goal's page. */
  headingOrder: 1 | 2
}

/** One node: where it is, what it is about, how well it is known, and its cards. */
export function NodePanel({ nodeId, tree, headingOrder }: NodePanelProps) {
  const { data, error, refetch } = useQuery(NodePanelQuery, { variables: { id: nodeId } })
  const node = data?.skillNode
  const inTree = tree.nodes.find(candidate => candidate.id === nodeId)
  // Beside the tree the goal's own header says of the root all that this one would.
  const hasHeader = headingOrder === 1 || inTree?.depth !== 0
  const partOrder = hasHeader && headingOrder === 2 ? 3 : 2
  if (node) {
    return (
      <Stack gap="md">
        <NodePath nodes={tree.nodes} goalId={tree.goal.id} nodeId={nodeId} isPage={headingOrder === 1} />
        {hasHeader && <NodeHeader node={node} tree={tree} headingOrder={headingOrder} />}
        {hasHeader && (
          <WaitingDrafts
            key={`drafts-${nodeId}`}
            goalId={tree.goal.id}
            nodeId={nodeId}
            isRoot={inTree?.depth === 0}
          />
        )}
        <NodeNotes key={nodeId} node={node} headingOrder={partOrder} />
        {inTree && (
          <NodeCards
            key={`cards-${nodeId}`}
            nodeId={nodeId}
            goalId={tree.goal.id}
            cardCount={inTree.cardCount}
            subtreeCardCount={inTree.subtreeCardCount}
            headingOrder={partOrder}
          />
        )}
      </Stack>
    )
  }
  if (error) return <ErrorState error={error} onRetry={() => refetch()} />
  if (data) return <EmptyState title="This topic is no longer in the tree" />
  return <NodePanelSkeleton />
}

export function NodePanelSkeleton() {
  return (
    <Stack gap="md" role="status" aria-label="Loading the topic" aria-busy>
      <Skeleton height={20} width={160} />
      <Skeleton height={56} />
      <Skeleton height={100} />
      <RowsSkeleton rows={4} height={56} label="Loading cards" />
    </Stack>
  )
}
