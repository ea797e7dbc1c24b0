import { useQuery } from '@apollo/client/react'
import { Button, Center, Stack, VisuallyHidden } from '@mantine/core'
import { IconTarget } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { ButtonLink } from '../../components/ButtonLink.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import type { GoalsQuery } from '../../gql/graphql.ts'
import { pluralize } from '../../lib/formatTime.ts'
import { GoalRow } from './GoalRow.tsx'
import { ArchivedGoalsQuery } from './goalsQuery.ts'
import { type GoalsView, toGoalsSearch } from './goalsView.ts'

type Connection = NonNullable<GoalsQuery['viewer']>['goals']

interface GoalListProps {
  connection: Connection
  view: GoalsView
  onMore: () => void
}

export function GoalList({ connection, view, onMore }: GoalListProps) {
  if (connection.edges.length === 0) return <NoGoals view={view} />
  return (
    <Stack gap={8}>
      <VisuallyHidden role="status">{pluralize(connection.totalCount, 'goal')}</VisuallyHidden>
      <Stack component="ul" gap={8} m={0} p={0} style={{ listStyle: 'none' }}>
        {connection.edges.map(({ node }) => (
          <li key={node.id}>
            <GoalRow goal={node} />
          </li>
        ))}
      </Stack>
      {connection.pageInfo.hasNextPage && (
        <Center mt="sm">
          <Button variant="default" onClick={onMore}>
            Show more
          </Button>
        </Center>
      )}
    </Stack>
  )
}

function NoGoals({ view }: { view: GoalsView }) {
  if (view.search) return <NothingFound view={view} />
  if (view.show !== 'current') {
    return (
      <EmptyState title={`No ${view.show} goals`}>Goals you mark as {view.show} are kept here.</EmptyState>
    )
  }
  return (
    <EmptyState
      icon={<IconTarget size={24} stroke={1.75} />}
      title="What do you want to learn?"
      action={<ButtonLink to="/goals/new">New goal</ButtonLink>}
    >
      Your goals will be here, each with its topics, its cards and how much of it you know.
    </EmptyState>
  )
}

function NothingFound({ view }: { view: GoalsView }) {
  const { search } = view
  const { data } = useQuery(ArchivedGoalsQuery, { variables: { search }, skip: view.show !== 'current' })
  const archivedCount = data?.viewer?.goals.totalCount ?? 0
  return (
    <EmptyState
      title={`No goal is called “${search}”`}
      action={
        <ButtonLink to="/goals" search={toGoalsSearch({ ...view, search: '' })} variant="default" replace>
          Clear the search
        </ButtonLink>
      }
    >
      {archivedCount > 0 && (
        <Link to="/goals" search={toGoalsSearch({ ...view, show: 'archived' })}>
          {pluralize(archivedCount, 'archived goal')} {archivedCount === 1 ? 'has' : 'have'} it in the title
        </Link>
      )}
    </EmptyState>
  )
}
