import { CombinedGraphQLErrors } from '@apollo/client/errors'
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { PreviewScheduling } from './previewQuery.ts'
import { StudySettingsForm } from './StudySettingsForm.tsx'
import { UpdateSettings } from './settingsQuery.ts'

const settings = {
  timeZone: 'UTC',
  dayStartHour: 4,
  desiredRetention: 0.9,
  newCardsPerDay: 10,
  reviewsPerDay: 200,
  learningSteps: ['1m', '10m'],
  relearningSteps: ['10m'],
  maximumIntervalDays: 36500,
  enableFuzz: true,
}

const ratings = ['AGAIN', 'HARD', 'GOOD', 'EASY']
const workload = (reviewsPerDay: number, minutesPerDay: number, daysForGood = 8) => ({
  previewScheduling: {
    __typename: 'SchedulingPreview',
    reviewsPerDay,
    minutesPerDay,
    waiting: 0,
    nextReviews: ratings.map(rating => ({
      __typename: 'NextReview',
      rating,
      intervalSeconds: (rating === 'GOOD' ? daysForGood : 1) * 86_400,
    })),
  },
})
const preview = {
  request: { query: PreviewScheduling, variables: () => true },
  result: { data: workload(28, 5) },
  maxUsageCount: Number.POSITIVE_INFINITY,
}

test('nothing can be saved until something was changed', async () => {
  await renderWithApp(<StudySettingsForm settings={settings} />, { mocks: [preview] })
  expect(await screen.findByRole('button', { name: 'Save' })).toBeDisabled()
})

test('a change is sent and confirmed', async () => {
  const changed = { ...settings, newCardsPerDay: 15 }
  await renderWithApp(<StudySettingsForm settings={settings} />, {
    mocks: [
      preview,
      {
        request: { query: UpdateSettings, variables: { input: changed } },
        result: {
          data: {
            updateStudySettings: {
              __typename: 'StudySettingsPayload',
              settings: { __typename: 'StudySettings', ...changed },
            },
          },
        },
      },
    ],
  })
  const field = await screen.findByLabelText('New cards a day')
  await userEvent.clear(field)
  await userEvent.type(field, '15')
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText(/Saved/)).toBeInTheDocument()
  await waitFor(() => expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled())
})

test('what the server refuses stands at its field', async () => {
  const message = 'Invalid learning step "5x": expected a number followed by m, h or d'
  await renderWithApp(<StudySettingsForm settings={settings} />, {
    mocks: [
      preview,
      {
        request: { query: UpdateSettings, variables: { input: { ...settings, learningSteps: ['5x'] } } },
        error: new CombinedGraphQLErrors({
          errors: [
            {
              message: 'Invalid input',
              extensions: { code: 'BAD_USER_INPUT', issues: [{ path: 'learningSteps.0', message }] },
            },
          ],
          data: null,
        } as never),
      },
    ],
  })
  const field = await screen.findByLabelText('Learning steps')
  await userEvent.clear(field)
  await userEvent.type(field, '5x')
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText(message)).toBeInTheDocument()
  expect(field).toHaveAttribute('aria-invalid', 'true')
})

test('discarding brings the saved settings back', async () => {
  await renderWithApp(<StudySettingsForm settings={settings} />, { mocks: [preview] })
  const field = await screen.findByLabelText('Relearning steps')
  await userEvent.type(field, ' 1d')
  await userEvent.click(screen.getByRole('button', { name: 'Discard' }))
  expect(field).toHaveValue('10m')
})

test('says what a change would mean, beside what it is now', async () => {
  const change = { ...settings, desiredRetention: 0.95 }
  await renderWithApp(<StudySettingsForm settings={settings} />, {
    mocks: [
      {
        request: { query: PreviewScheduling, variables: { settings } },
        result: { data: workload(28.2, 4.9) },
      },
      {
        request: { query: PreviewScheduling, variables: { settings: change } },
        result: { data: workload(51.8, 9.1, 4) },
      },
    ],
  })
  expect(await screen.findAllByText('28 answers and 5 minutes')).not.toHaveLength(0)
  const field = await screen.findByLabelText('Desired retention')
  await userEvent.clear(field)
  await userEvent.type(field, '95')
  expect(await screen.findAllByText('52 answers and 9 minutes')).not.toHaveLength(0)
  expect(screen.getAllByText('now 28 answers and 5 minutes')).not.toHaveLength(0)
  expect(screen.getByText('About 52 answers and 9 minutes a day')).toBeInTheDocument()
  const good = screen.getByText('Good').parentElement
  expect(good).toHaveTextContent('4d')
  expect(good).toHaveTextContent('now 8d')
})

test('a fault stands at its field before anyone saves', async () => {
  const message = 'Invalid learning step "5x": expected a number followed by m, h or d'
  await renderWithApp(<StudySettingsForm settings={settings} />, {
    mocks: [
      { request: { query: PreviewScheduling, variables: { settings } }, result: { data: workload(28, 5) } },
      {
        request: {
          query: PreviewScheduling,
          variables: { settings: { ...settings, learningSteps: ['5x'] } },
        },
        result: {
          errors: [
            {
              message: 'Invalid input',
              extensions: { code: 'BAD_USER_INPUT', issues: [{ path: 'learningSteps.0', message }] },
            },
          ],
        },
      },
    ],
  })
  const field = await screen.findByLabelText('Learning steps')
  await userEvent.clear(field)
  await userEvent.type(field, '5x')
  expect(await screen.findByText(message)).toBeInTheDocument()
  expect(field).toHaveFocus()
  expect(screen.queryByText('28 answers and 5 minutes')).toBeNull()
  expect(screen.queryByText(/A typical card of yours/)).toBeNull()
  expect(screen.getAllByText(/is shown once every field is right/)).not.toHaveLength(0)
})

test('a retention that cannot be is told in percent, before saving and when saving', async () => {
  const message = 'Invalid desired retention 0.5: expected a number from 0.70 to 0.97'
  await renderWithApp(<StudySettingsForm settings={settings} />, {
    mocks: [
      { request: { query: PreviewScheduling, variables: { settings } }, result: { data: workload(28, 5) } },
      {
        request: {
          query: PreviewScheduling,
          variables: { settings: { ...settings, desiredRetention: 0.5 } },
        },
        result: {
          errors: [
            {
              message: 'Invalid input',
              extensions: { code: 'BAD_USER_INPUT', issues: [{ path: 'desiredRetention', message }] },
            },
          ],
        },
      },
    ],
  })
  const field = await screen.findByLabelText('Desired retention')
  await userEvent.clear(field)
  await userEvent.type(field, '50')
  expect(await screen.findByText('Enter a retention from 70 % to 97 %.')).toBeInTheDocument()
  expect(screen.queryByText('28 answers and 5 minutes')).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(screen.getByText('Enter a retention from 70 % to 97 %.')).toBeInTheDocument()
  expect(screen.queryByText(message)).toBeNull()
})
