import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { TodayRoute } from '../../routes/TodayRoute.tsx'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { dueAnswer } from '../progress/progressFixture.ts'
import { TodayQuery } from './todayQuery.ts'

const goal = {
  __typename: 'Goal',
  id: 'g',
  title: 'Portuguese',
  status: 'ACTIVE',
  cardCount: 40,
  masteryPercentage: 34,
  latestJob: null,
  skillTree: {
    __typename: 'SkillTree',
    id: 't',
    root: { __typename: 'SkillNode', id: 'r', subtreeDraftCount: 0 },
  },
  due: dueAnswer(20, 0),
}

/** Twenty cards are due; one goal of `goalCount` came with the page. */
async function showToday({ waiting = 0, goalCount = 1 }) {
  const viewer = {
    __typename: 'Viewer',
    id: 'v',
    isGuest: false,
    settings: { __typename: 'StudySettings', timeZone: 'UTC' },
    due: { ...dueAnswer(20, 0), waiting },
    activeStudySession: null,
    goals: {
      __typename: 'GoalConnection',
      totalCount: goalCount,
      edges: [{ __typename: 'GoalEdge', cursor: 'g', node: goal }],
      pageInfo: { __typename: 'PageInfo', hasNextPage: goalCount > 1, endCursor: 'g' },
    },
  }
  await renderWithApp(<TodayRoute />, {
    mocks: [{ request: { query: TodayQuery }, result: { data: { viewer } } }],
  })
}

test('what today’s limit leaves out is said before studying', async () => {
  await showToday({ waiting: 15 })
  expect(await screen.findByRole('heading', { name: '5 cards are ready today' })).toBeInTheDocument()
  expect(screen.getByText(/15 more wait, spread over the coming days/)).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'Do more today' })).toHaveAttribute(
    'href',
    '/study?beyondLimits=true',
  )
})

test('without a limit that bites nothing is said of it', async () => {
  await showToday({})
  expect(await screen.findByRole('heading', { name: '20 cards are ready' })).toBeInTheDocument()
  expect(screen.queryByRole('link', { name: 'Do more today' })).toBeNull()
})

test('goals that are not shown are counted, with the way to them', async () => {
  await showToday({ goalCount: 11 })
  expect(await screen.findByRole('link', { name: 'and 10 more goals' })).toHaveAttribute(
    'href',
    '/goals?order=due',
  )
})

test('nothing is counted where all goals are shown', async () => {
  await showToday({})
  expect(await screen.findByRole('heading', { name: 'Goals' })).toBeInTheDocument()
  expect(screen.queryByText(/more goal/)).toBeNull()
})
