import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { GoalProgressQuery } from '../../gql/graphql.ts'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { GoalProgressPage } from './GoalProgressPage.tsx'
import type { PlanFacts } from './planWords.ts'
import { dueAnswer, progressAnswer } from './progressFixture.ts'

type Goal = NonNullable<GoalProgressQuery['goal']>
type Progress = NonNullable<GoalProgressQuery['viewer']>['progress']

const node = (path: string, title: string, masteryPercentage: number) => ({
  id: path,
  title,
  path,
  depth: path.split('.').length - 1,
  isEnabled: true,
  masteryPercentage,
  subtreeCardCount: 4,
})

const goal: Goal = {
  id: 'g',
  title: 'Portuguese',
  status: 'ACTIVE',
  cardCount: 40,
  masteryPercentage: 34,
  masteredCardCount: 12,
  targetDate: null,
  newCardsPerDay: null,
  due: dueAnswer(14, 10),
  skillTree: {
    id: 't',
    nodes: [node('1', 'Portuguese', 34), node('1.1', 'Verbs', 50), node('1.1.1', 'Ser and estar', 100)],
  },
}

const plan: PlanFacts = {
  newCardsPerDay: 3,
  minutesPerDay: 9,
  reachesAllTopicsOn: '2026-05-03',
  atPresentPaceOn: '2026-06-20',
}

const page = (change: Partial<Goal>, withPlan: PlanFacts | null = null) => (
  <GoalProgressPage
    goal={{ ...goal, ...change }}
    viewer={{
      id: 'v',
      settings: { desiredRetention: 0.9, newCardsPerDay: 10 },
      progress: { ...progressAnswer(), plan: withPlan } as Progress,
    }}
    onPlanChange={() => {}}
  />
)

test('a goal has what is ready, its ring, its tree and its charts', async () => {
  await renderWithApp(page({}))
  expect(screen.getByText('24 cards are ready')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'Study' })).toHaveAttribute('href', '/study?goalId=g')
  expect(screen.getByRole('img', { name: 'Portuguese: 34 % mastered' })).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'Ser and estar: 100 % of 4 cards mastered' })).toHaveAttribute(
    'href',
    '/goals/g/nodes/1.1.1',
  )
  for (const name of ['Mastery over time', 'The next 30 days', 'What you remembered', 'The past year']) {
    expect(screen.getByRole('region', { name })).toBeInTheDocument()
  }
})

test('without a date nothing is missing, and one can be set', async () => {
  await renderWithApp(page({}))
  const section = within(screen.getByRole('region', { name: 'A date to learn towards' }))
  expect(section.getByRole('button', { name: 'Set a date' })).toBeInTheDocument()
  expect(section.getByText('New cards a day now: 10, as in your settings')).toBeInTheDocument()
})

test('with a date the plan says what leads there and where the present pace does', async () => {
  await renderWithApp(page({ targetDate: '2026-05-17', newCardsPerDay: 5 }, plan))
  const section = within(screen.getByRole('region', { name: /^Until / }))
  expect(
    section.getByText(/^3 new cards a day, about 9 minutes .* 14 days before your date\.$/),
  ).toBeInTheDocument()
  expect(section.getByText(/^The present pace reaches every topic on /)).toBeInTheDocument()
  expect(section.getByText('New cards a day now: 5, for this goal')).toBeInTheDocument()
})

test('a paused goal is not to be studied, and one without cards leads to writing them', async () => {
  const { unmount } = await renderWithApp(page({ status: 'PAUSED' }))
  expect(screen.queryByRole('link', { name: 'Study' })).toBeNull()
  unmount()
  await renderWithApp(page({ cardCount: 0 }))
  expect(screen.getByRole('link', { name: 'Add cards' })).toHaveAttribute('href', '/goals/g')
  expect(screen.queryByRole('region')).toBeNull()
})
