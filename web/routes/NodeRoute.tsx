import { useQuery } from '@apollo/client/react'
import { getRouteApi } from '@tanstack/react-router'
import { isErrorCode } from '../apollo/describeError.ts'
import { ButtonLink } from '../components/ButtonLink.tsx'
import { EmptyState } from '../components/EmptyState.tsx'
import { ErrorState } from '../components/ErrorState.tsx'
import { NodePage, NodePageSkeleton } from '../features/skillTree/NodePage.tsx'
import { NodePageQuery } from '../features/skillTree/nodePanelQuery.ts'

const route = getRouteApi('/learner/shell/goals/$goalId/nodes/$nodeId')

export function NodeRoute() {
  const { goalId, nodeId } = route.useParams()
  const { data, error, refetch } = useQuery(NodePageQuery, { variables: { id: nodeId } })
  const node = data?.skillNode
  if (node) return <NodePage nodeId={node.id} title={node.title} tree={node.tree} />
  if (data || isErrorCode(error, 'NOT_FOUND')) {
    return (
      <EmptyState
        title="This topic is not here"
        action={
          <ButtonLink to="/goals/$goalId" params={{ goalId }}>
            To the goal
          </ButtonLink>
        }
      >
        It may have been deleted with its branch. Its cards are kept under “Unlinked cards”.
      </EmptyState>
    )
  }
  if (error) return <ErrorState error={error} onRetry={() => refetch()} />
  return <NodePageSkeleton />
}
