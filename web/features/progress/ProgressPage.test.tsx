import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { ProgressRoute } from '../../routes/ProgressRoute.tsx'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { formatFullDay } from './dayText.ts'
import { GoalMasteryQuery, MoreProgressGoalsQuery, ProgressQuery } from './progressDocuments.ts'
import { dueAnswer, progressAnswer } from './progressFixture.ts'

const goal = {
  __typename: 'Goal',
  id: 'g',
  title: 'Portuguese',
  status: 'ACTIVE',
  cardCount: 40,
  masteryPercentage: 34,
  due: dueAnswer(14, 10),
}

const novice = {
  __typename: 'TitleDefinition',
  title: 'Novice',
  rank: 0,
  requirement: 'Everyone begins here',
}
const apprentice = {
  __typename: 'TitleDefinition',
  title: 'Apprentice',
  rank: 1,
  requirement: 'Master 25 cards',
}

const definition = (key: string, title: string, progress: number) => ({
  __typename: 'AchievementDefinition',
  key,
  title,
  description: `${title}, done.`,
  requirement: `Do ${title}`,
  progress,
})

const connection = (
  goals: Array<typeof goal>,
  totalCount = goals.length,
  endCursor: string | null = null,
) => ({
  __typename: 'GoalConnection',
  totalCount,
  edges: goals.map(node => ({ __typename: 'GoalEdge', cursor: node.id, node })),
  pageInfo: { __typename: 'PageInfo', hasNextPage: endCursor !== null, endCursor },
})

function progressMock({
  goals = [goal],
  progress = progressAnswer(),
  due = dueAnswer(14, 10),
  list = connection(goals),
} = {}) {
  return {
    request: { query: ProgressQuery },
    result: {
      data: {
        viewer: {
          __typename: 'Viewer',
          id: 'v',
          settings: { __typename: 'StudySettings', desiredRetention: 0.9 },
          due,
          progress,
          goals: list,
          achievements: [
            {
              __typename: 'UserAchievement',
              unlockedAt: '2026-03-01T12:00:00Z',
              definition: { __typename: 'AchievementDefinition', key: 'first_10_cards' },
            },
          ],
          title: {
            __typename: 'UserTitle',
            progressToNext: 0.48,
            totalCardsMastered: 12,
            totalGoalsCompleted: 0,
            current: novice,
            next: apprentice,
            history: [],
          },
        },
        achievementDefinitions: [
          definition('first_10_cards', 'Ten that stay', 1),
          definition('speed_demon', 'Quick and right', 0.4),
        ],
        titleDefinitions: [novice, apprentice],
      },
    },
  }
}

const goalMock = {
  request: { query: GoalMasteryQuery, variables: { goalId: 'g' } },
  result: {
    data: {
      viewer: {
        __typename: 'Viewer',
        id: 'v',
        progress: {
          __typename: 'Progress',
          masteryHistory: [{ __typename: 'DayMastery', date: '2026-03-10', masteryPercentage: 34 }],
        },
      },
    },
  },
}

const region = async (name: string) => within(await screen.findByRole('region', { name }))

test('what is ready comes first, then how it stands', async () => {
  await renderWithApp(<ProgressRoute />, { mocks: [progressMock(), goalMock] })
  expect(await screen.findByText('24 cards are ready')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'Study' })).toHaveAttribute('href', '/study')
  expect(screen.getByText('123')).toBeInTheDocument()
  expect(screen.getByText('of 420 cards')).toBeInTheDocument()
  expect(screen.getByText('287')).toBeInTheDocument()
  expect(screen.getByText(/of 200 answers in 30 days; your aim is 90/)).toBeInTheDocument()
  expect(await screen.findByRole('link', { name: 'Progress of Portuguese' })).toHaveAttribute(
    'href',
    '/goals/g/progress',
  )
})

test('a day of the year is walked to by arrow keys and read out', async () => {
  const user = userEvent.setup()
  await renderWithApp(<ProgressRoute />, { mocks: [progressMock(), goalMock] })
  const year = await region('The past year')
  expect(year.getByText('7 reviews on 2 days, 4 minutes in all')).toBeInTheDocument()
  const today = year.getByRole('gridcell', { name: `${formatFullDay('2026-03-10')}: 4 reviews, 2 minutes` })
  expect(today).toHaveAttribute('tabindex', '0')
  today.focus()
  await user.keyboard('{ArrowUp}')
  const monday = `${formatFullDay('2026-03-09')}: 3 reviews, 2 minutes`
  expect(year.getByRole('gridcell', { name: monday })).toHaveFocus()
  expect(year.getByText(monday)).toBeInTheDocument()
  await user.keyboard('{ArrowLeft}')
  expect(year.getByText(`${formatFullDay('2026-03-02')}: no reviews`)).toBeInTheDocument()
})

test('a chart is a picture with words, a slider for the keyboard, and a table on demand', async () => {
  const user = userEvent.setup()
  await renderWithApp(<ProgressRoute />, { mocks: [progressMock(), goalMock] })
  const forecast = await region('The next 30 days')
  const picture = forecast.getByRole('img', { name: 'Cards that come back in the next 30 days' })
  expect(picture).toHaveAccessibleDescription(/61 cards today, 580 in the days after, about 20 a day/)
  const slider = forecast.getByRole('slider', { name: 'Day of the forecast' })
  expect(slider).toHaveAttribute('aria-valuetext', 'Today: 61 cards')
  await user.click(forecast.getByRole('button', { name: 'Show as table: The next 30 days' }))
  const rows = forecast.getAllByRole('row')
  expect(rows).toHaveLength(31)
  expect(within(rows[1]!).getByRole('rowheader', { name: 'Today' })).toBeInTheDocument()
  expect(within(rows[1]!).getByRole('cell', { name: '61' })).toBeInTheDocument()
  await user.click(forecast.getByRole('button', { name: 'Show as chart: The next 30 days' }))
  expect(forecast.getByRole('img', { name: /come back/ })).toBeInTheDocument()
})

test('titles are a ladder, and achievements say how far each is', async () => {
  await renderWithApp(<ProgressRoute />, { mocks: [progressMock(), goalMock] })
  const titles = await region('Your title: Novice')
  expect(titles.getByText('Novice').closest('li')).toHaveAttribute('aria-current', 'step')
  expect(titles.getByRole('img', { name: '48 % of the way' })).toBeInTheDocument()
  const gallery = await region('Achievements')
  expect(gallery.getByText('1 of 2. What you have earned stays yours.')).toBeInTheDocument()
  expect(gallery.getByText('Ten that stay, done.')).toBeInTheDocument()
  expect(gallery.getByText('Do Quick and right')).toBeInTheDocument()
  expect(gallery.getByText('40 %')).toBeInTheDocument()
})

const unbegun = progressAnswer({ reviewsTotal: 0 })

test.each([
  ['no goal', [], 'New goal', '/goals/new'],
  ['a goal without cards', [{ ...goal, cardCount: 0 }], 'Add cards to “Portuguese”', '/goals/g'],
  ['cards that wait', [goal], 'Study the first cards', '/study'],
])('with %s a new learner sees what will be here and one step', async (_what, goals, name, href) => {
  await renderWithApp(<ProgressRoute />, { mocks: [progressMock({ goals, progress: unbegun })] })
  expect(await screen.findByRole('heading', { name: 'Your progress will be drawn here' })).toBeInTheDocument()
  expect(screen.getByRole('link', { name })).toHaveAttribute('href', href)
  expect(screen.queryByRole('region', { name: 'The past year' })).toBeNull()
  expect(screen.getByRole('region', { name: 'Achievements' })).toBeInTheDocument()
})

test('goals beyond the first page are loaded and shown on demand', async () => {
  const first = Array.from({ length: 8 }, (_, index) => ({
    ...goal,
    id: `g${index}`,
    title: `Goal ${index}`,
  }))
  const last = { ...goal, id: 'last', title: 'The last goal' }
  const history = { ...goalMock, request: { ...goalMock.request, variables: () => true } }
  await renderWithApp(<ProgressRoute />, {
    mocks: [
      progressMock({ list: connection(first, 9, 'g7') }),
      { ...history, maxUsageCount: Number.POSITIVE_INFINITY },
      {
        request: { query: MoreProgressGoalsQuery, variables: { after: 'g7' } },
        result: { data: { viewer: { __typename: 'Viewer', id: 'v', goals: connection([last], 9) } } },
      },
    ],
  })
  const goals = await region('Goals over 90 days')
  expect(goals.queryByText('Goal 7')).toBeNull()
  await userEvent.click(goals.getByRole('button', { name: 'Show more goals' }))
  expect(goals.getByText('Goal 7')).toBeInTheDocument()
  await userEvent.click(goals.getByRole('button', { name: 'Show more goals' }))
  expect(await goals.findByText('The last goal')).toBeInTheDocument()
  expect(goals.queryByRole('button', { name: 'Show more goals' })).toBeNull()
})

test('what today’s limit leaves out is said before studying', async () => {
  await renderWithApp(<ProgressRoute />, {
    mocks: [progressMock({ due: { ...dueAnswer(20, 0), waiting: 15 } }), goalMock],
  })
  expect(await screen.findByText('5 cards are ready today')).toBeInTheDocument()
  expect(screen.getByText(/15 more wait, spread over the coming days/)).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'Do more today' })).toHaveAttribute(
    'href',
    '/study?beyondLimits=true',
  )
})
