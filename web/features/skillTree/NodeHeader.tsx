import type { FragmentType } from '@apollo/client'
import { useApolloClient } from '@apollo/client/react'
import { Text, Title, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useFragmentData } from '../../apollo/useFragmentData.ts'
import { MasteryRing } from '../../components/MasteryRing.tsx'
import type { NodeHeaderFragment } from '../../gql/graphql.ts'
import { graphql } from '../../gql/index.ts'
import { pluralize } from '../../lib/formatTime.ts'
import { InlineTitle } from './InlineTitle.tsx'
import classes from './NodePanel.module.css'
import { StudyButton } from './StudyButton.tsx'
import { createTreeActions, type Tree } from './treeActions.ts'

export const NodeHeaderFragmentDoc = graphql(`
  fragment NodeHeader on SkillNode {
    id
    title
    depth
    masteryPercentage
    isEnabled
    isEffectivelyEnabled
    cardCount
    subtreeCardCount
    due {
      now
      new
    }
  }
`)

interface NodeHeaderProps {
  node: FragmentType<NodeHeaderFragment>
  tree: Tree
  headingOrder: 1 | 2
}

export function NodeHeader({ node: masked, tree, headingOrder }: NodeHeaderProps) {
  const node = useFragmentData(NodeHeaderFragmentDoc, masked)
  const client = useApolloClient()
  const [isRenaming, setIsRenaming] = useState(false)
  const readyCount = node.due.now + node.due.new
  const rename = (title: string) => createTreeActions(client, () => tree).rename(node.id, title)
  return (
    <div className={classes.header}>
      <MasteryRing percentage={node.masteryPercentage} size={48} of={node.title} />
      <div className={classes.headerText}>
        <Title order={headingOrder} size={headingOrder === 1 ? 'h1' : 'h2'} dir="auto">
          {isRenaming ? (
            <InlineTitle
              label="Title of the node"
              value={node.title}
              onSave={rename}
              onClose={() => setIsRenaming(false)}
            />
          ) : (
            <UnstyledButton
              className={classes.titleButton}
              title="Rename"
              onClick={() => setIsRenaming(true)}
            >
              {node.title}
            </UnstyledButton>
          )}
        </Title>
        <Text size="xs" c="dimmed" className="tabular">
          {describeNode(node, readyCount)}
        </Text>
      </div>
      <div className={classes.study}>
        <StudyButton
          goalId={tree.goal.id}
          nodeId={node.depth === 0 ? undefined : node.id}
          label={node.depth === 0 ? 'Study' : 'Study this branch'}
          readyCount={readyCount}
          cardCount={node.isEffectivelyEnabled ? node.subtreeCardCount : 0}
        />
      </div>
    </div>
  )
}

function describeNode(node: NodeHeaderFragment, readyCount: number): string {
  const below = node.subtreeCardCount - node.cardCount
  const parts = [
    node.cardCount > 0 || below === 0 ? pluralize(node.cardCount, 'card') : '',
    below > 0 ? `${pluralize(below, 'card')} below` : '',
    readyCount > 0 ? `${readyCount} ready` : '',
    node.isEffectivelyEnabled ? '' : node.isEnabled ? 'off with the branch above' : 'switched off',
  ]
  return parts.filter(Boolean).join(' · ')
}
