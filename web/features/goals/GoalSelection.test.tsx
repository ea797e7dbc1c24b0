import { useQuery } from '@apollo/client/react'
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import type { GoalStatus } from '../../gql/graphql.ts'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { GoalSelection } from './GoalSelection.tsx'
import { GoalsQuery } from './goalsQuery.ts'
import { readGoalsView, toGoalsVariables } from './goalsView.ts'
import { SetGoalStatus } from './useGoalStatus.ts'

const view = readGoalsView({})
const due = {
  __typename: 'DueCounts',
  now: 0,
  today: 0,
  thisWeek: 0,
  new: 0,
  estimatedSeconds: 0,
  nextDueAt: null,
}
const goal = (id: string, title: string, status: GoalStatus) => ({
  __typename: 'Goal',
  id,
  title,
  status,
  masteryPercentage: 40,
  cardCount: 30,
  due,
})
const goals = [
  goal('a', 'Kubernetes', 'ACTIVE'),
  goal('b', 'Bones', 'PAUSED'),
  goal('c', 'Portuguese', 'ACTIVE'),
]

const goalsMock = {
  request: { query: GoalsQuery, variables: toGoalsVariables(view) },
  result: {
    data: {
      viewer: {
        __typename: 'Viewer',
        id: 'v',
        goals: {
          __typename: 'GoalConnection',
          totalCount: goals.length,
          edges: goals.map(node => ({ __typename: 'GoalEdge', cursor: node.id, node })),
          pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
        },
      },
    },
  },
}

const statusMock = (ids: string[], status: GoalStatus) => ({
  request: { query: SetGoalStatus, variables: { ids, status } },
  result: {
    data: {
      setGoalsStatus: {
        __typename: 'GoalsPayload',
        goals: ids.map(id => ({
          ...goal(id, '', status),
          completedAt: null,
          archivedAt: null,
          updatedAt: '2026-03-10T12:00:00Z',
        })),
      },
    },
  },
})

function Goals() {
  const { data } = useQuery(GoalsQuery, { variables: toGoalsVariables(view) })
  return data?.viewer ? <GoalSelection edges={data.viewer.goals.edges} onClose={() => {}} /> : null
}

test('several goals are archived at once, and undo puts each back to what it was', async () => {
  const user = userEvent.setup()
  await renderWithApp(<Goals />, {
    mocks: [
      goalsMock,
      statusMock(['a', 'b'], 'ARCHIVED'),
      statusMock(['a'], 'ACTIVE'),
      statusMock(['b'], 'PAUSED'),
    ],
  })
  const archive = await screen.findByRole('button', { name: 'Archive' })
  expect(archive).toBeDisabled()
  await user.click(screen.getByRole('checkbox', { name: 'Choose Kubernetes' }))
  await user.click(screen.getByRole('checkbox', { name: 'Choose Bones' }))
  expect(screen.getByText('2 goals chosen')).toBeInTheDocument()
  await user.click(archive)
  await waitFor(() => expect(screen.queryByRole('checkbox', { name: 'Choose Kubernetes' })).toBeNull())
  expect(screen.getByRole('checkbox', { name: 'Choose Portuguese' })).toBeInTheDocument()
  expect(await screen.findByText('2 goals are archived.')).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  expect(await screen.findByRole('checkbox', { name: 'Choose Bones' })).toBeInTheDocument()
})

test('all are chosen at once, and pausing leaves out what is paused already', async () => {
  const user = userEvent.setup()
  await renderWithApp(<Goals />, { mocks: [goalsMock, statusMock(['a', 'c'], 'PAUSED')] })
  await user.click(await screen.findByRole('checkbox', { name: 'All 3 shown' }))
  expect(screen.getByText('3 goals chosen')).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Pause' }))
  expect(await screen.findByText('2 goals are paused.')).toBeInTheDocument()
})
