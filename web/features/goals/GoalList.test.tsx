import { useQuery } from '@apollo/client/react'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test } from 'vitest'
import type { GoalStatus } from '../../gql/graphql.ts'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { GoalList } from './GoalList.tsx'
import { GoalsFilter } from './GoalsFilter.tsx'
import { ArchivedGoalsQuery, GoalsQuery } from './goalsQuery.ts'
import { readGoalsView, toGoalsVariables } from './goalsView.ts'
import { DeleteGoal } from './useDeleteGoal.ts'
import { SetGoalStatus } from './useGoalStatus.ts'
import { UndoDeletion } from './useUndoDeletion.ts'

const view = readGoalsView({})
const due = (now: number) => ({
  __typename: 'DueCounts',
  now,
  today: now,
  thisWeek: now,
  new: 0,
  estimatedSeconds: now * 15,
  nextDueAt: null,
})

const goal = (id: string, title: string, ready: number, status: GoalStatus = 'ACTIVE') => ({
  __typename: 'Goal',
  id,
  title,
  status,
  masteryPercentage: 40,
  cardCount: 30,
  due: due(ready),
})

const goalsMock = (...goals: Array<ReturnType<typeof goal>>) => ({
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
})

function Goals() {
  const { data } = useQuery(GoalsQuery, { variables: toGoalsVariables(view) })
  return data?.viewer ? <GoalList connection={data.viewer.goals} view={view} onMore={() => {}} /> : null
}

async function openMenu(title: string) {
  await userEvent.click(await screen.findByRole('button', { name: `More for ${title}` }))
  return within(await screen.findByRole('menu', undefined, { timeout: 5000 }))
}

test('a row says what is ready and leads to studying it', async () => {
  await renderWithApp(<Goals />, { mocks: [goalsMock(goal('a', 'Kubernetes', 24), goal('b', 'Bones', 0))] })
  expect(await screen.findByText('24 of 30 cards ready · 6 min')).toBeInTheDocument()
  expect(screen.getByRole('img', { name: 'Kubernetes: 40 % mastered' })).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'Study Kubernetes' })).toHaveAttribute(
    'href',
    expect.stringContaining('/study?goalId=a'),
  )
  expect(screen.queryByRole('link', { name: 'Study Bones' })).toBeNull()
})

test('without goals the one next step is a new one', async () => {
  await renderWithApp(<Goals />, { mocks: [goalsMock()] })
  expect(await screen.findByRole('link', { name: 'New goal' })).toHaveAttribute('href', '/goals/new')
})

test('archiving takes the goal off the list, and undo brings it back', async () => {
  const setStatus = (status: GoalStatus) => ({
    request: { query: SetGoalStatus, variables: { ids: ['a'], status } },
    result: {
      data: {
        setGoalsStatus: {
          __typename: 'GoalsPayload',
          goals: [
            {
              ...goal('a', 'Kubernetes', 24, status),
              completedAt: null,
              archivedAt: null,
              updatedAt: '2026-03-10T12:00:00Z',
            },
          ],
        },
      },
    },
  })
  await renderWithApp(<Goals />, {
    mocks: [
      goalsMock(goal('a', 'Kubernetes', 24), goal('b', 'Bones', 0)),
      setStatus('ARCHIVED'),
      setStatus('ACTIVE'),
    ],
  })
  const menu = await openMenu('Kubernetes')
  await userEvent.click(menu.getByRole('menuitem', { name: 'Archive' }))
  await waitFor(() => expect(screen.queryByRole('link', { name: 'Kubernetes' })).toBeNull())
  expect(screen.getByRole('link', { name: 'Bones' })).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
  expect(await screen.findByRole('link', { name: 'Kubernetes' })).toBeInTheDocument()
})

test('deleting says what is lost, and undo puts the goal back', async () => {
  const deletion = {
    __typename: 'Deletion',
    id: 'd',
    title: 'Kubernetes',
    createdAt: '2026-03-10T12:00:00Z',
    undoableUntil: '2026-04-09T12:00:00Z',
    unlinkedCardCount: 30,
    deletedCardCount: 0,
  }
  const skillTree = { __typename: 'SkillTree', id: 't', nodeCount: 0, nodes: [] }
  await renderWithApp(<Goals />, {
    mocks: [
      goalsMock(goal('a', 'Kubernetes', 24)),
      {
        request: { query: DeleteGoal, variables: { id: 'a', deleteCards: false } },
        result: { data: { deleteGoal: { __typename: 'DeletionPayload', deletion } } },
      },
      {
        request: { query: UndoDeletion, variables: { id: 'd' } },
        result: {
          data: {
            undoDeletion: {
              __typename: 'UndoDeletionPayload',
              goals: [{ ...goal('a', 'Kubernetes', 24), skillTree }],
              flashcards: [],
            },
          },
        },
      },
    ],
  })
  const menu = await openMenu('Kubernetes')
  await userEvent.click(menu.getByRole('menuitem', { name: 'Delete' }))
  const dialog = within(await screen.findByRole('dialog'))
  expect(dialog.getByText(/30 cards stay under “Unlinked cards”/)).toBeInTheDocument()
  await userEvent.click(dialog.getByRole('button', { name: 'Delete goal' }))
  await waitFor(() => expect(screen.queryByRole('link', { name: 'Kubernetes' })).toBeNull())
  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }))
  expect(await screen.findByRole('link', { name: 'Kubernetes' })).toBeInTheDocument()
})

const nothing = {
  totalCount: 0,
  edges: [],
  pageInfo: { hasNextPage: false, endCursor: null },
} as unknown as Parameters<typeof GoalList>[0]['connection']

test.each([
  [1, '1 archived goal has it in the title'],
  [8, '8 archived goals have it in the title'],
])('a search that finds only %i archived leads to them, or back to all goals', async (totalCount, name) => {
  const goals = { __typename: 'GoalConnection', totalCount }
  const found = readGoalsView({ search: 'c++', order: 'title' })
  await renderWithApp(<GoalList connection={nothing} view={found} onMore={() => {}} />, {
    mocks: [
      {
        request: { query: ArchivedGoalsQuery, variables: { search: 'c++' } },
        result: { data: { viewer: { __typename: 'Viewer', id: 'v', goals } } },
      },
    ],
  })
  expect(await screen.findByRole('link', { name })).toHaveAttribute(
    'href',
    '/goals?show=archived&order=title&search=c%2B%2B',
  )
  expect(screen.getByRole('link', { name: 'Clear the search' })).toHaveAttribute('href', '/goals?order=title')
})

test('a search that is cleared elsewhere leaves the field too', async () => {
  function Filtered() {
    const [search, setSearch] = useState('c++')
    return (
      <>
        <GoalsFilter view={readGoalsView({ search })} />
        <button type="button" onClick={() => setSearch('')}>
          Clear
        </button>
      </>
    )
  }
  await renderWithApp(<Filtered />)
  const field = await screen.findByRole('searchbox', { name: 'Search goals' })
  expect(field).toHaveValue('c++')
  await userEvent.click(screen.getByRole('button', { name: 'Clear' }))
  expect(field).toHaveValue('')
})
