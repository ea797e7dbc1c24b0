import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { GoalPlanDialog, GoalPlanQuery, SetGoalPlan } from './GoalPlanDialog.tsx'

const goal = { id: 'g', title: 'Portuguese' }

const planMock = (targetDate: string | null, newCardsPerDay: number | null) => ({
  request: { query: GoalPlanQuery, variables: { id: 'g' } },
  result: {
    data: {
      goal: { __typename: 'Goal', id: 'g', targetDate, newCardsPerDay },
      viewer: {
        __typename: 'Viewer',
        id: 'v',
        settings: { __typename: 'StudySettings', newCardsPerDay: 10 },
      },
    },
  },
})

const saveMock = (targetDate: string | null, newCardsPerDay: number | null) => ({
  request: { query: SetGoalPlan, variables: { id: 'g', targetDate, newCardsPerDay } },
  result: {
    data: {
      updateGoal: {
        __typename: 'GoalPayload',
        goal: {
          __typename: 'Goal',
          id: 'g',
          targetDate,
          newCardsPerDay,
          updatedAt: '2026-03-10T12:00:00Z',
          due: {
            __typename: 'DueCounts',
            now: 0,
            today: 0,
            thisWeek: 0,
            new: 5,
            estimatedSeconds: 60,
            nextDueAt: null,
          },
        },
      },
    },
  },
})

test('a date and a pace of its own are set', async () => {
  const user = userEvent.setup()
  const onClose = vi.fn()
  await renderWithApp(<GoalPlanDialog goal={goal} onClose={onClose} />, {
    mocks: [planMock(null, null), saveMock('2026-09-01', 5)],
  })
  expect(await screen.findByText(/Empty: 10, as in your settings/)).toBeInTheDocument()
  await user.type(screen.getByLabelText('Target date'), '2026-09-01')
  await user.type(screen.getByLabelText('New cards a day'), '5')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(onClose).toHaveBeenCalled())
})

test('emptied fields clear both', async () => {
  const user = userEvent.setup()
  const onClose = vi.fn()
  await renderWithApp(<GoalPlanDialog goal={goal} onClose={onClose} />, {
    mocks: [planMock('2026-09-01', 5), saveMock(null, null)],
  })
  await user.clear(await screen.findByLabelText('Target date'))
  await user.clear(screen.getByLabelText('New cards a day'))
  await user.click(screen.getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(onClose).toHaveBeenCalled())
})

test('a refusal stands at its field and the dialog stays', async () => {
  const user = userEvent.setup()
  const onClose = vi.fn()
  await renderWithApp(<GoalPlanDialog goal={goal} onClose={onClose} />, {
    mocks: [
      planMock('2020-01-01', null),
      {
        request: saveMock('2020-01-01', null).request,
        result: {
          errors: [
            {
              message: 'Invalid',
              extensions: {
                code: 'BAD_USER_INPUT',
                issues: [{ path: 'input.targetDate', message: 'The date has passed.' }],
              },
            },
          ],
        },
      },
    ],
  })
  await user.click(await screen.findByRole('button', { name: 'Save' }))
  expect(await screen.findByText('The date has passed.')).toBeInTheDocument()
  expect(onClose).not.toHaveBeenCalled()
})
