import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { UpdateSettings } from './settingsQuery.ts'
import { TimeZoneNotice } from './TimeZoneNotice.tsx'

vi.mock('../../lib/timeZones.ts', async original => ({
  ...(await original<object>()),
  detectTimeZone: () => 'Asia/Tokyo',
}))

afterEach(() => localStorage.clear())

test('at home nothing is asked', async () => {
  await renderWithApp(<TimeZoneNotice saved="Asia/Tokyo" />)
  expect(screen.queryByRole('complementary')).not.toBeInTheDocument()
})

test('what is kept is not asked about again', async () => {
  const { unmount } = await renderWithApp(<TimeZoneNotice saved="Europe/Berlin" />)
  await userEvent.click(await screen.findByRole('button', { name: 'Keep Europe/Berlin' }))
  expect(screen.queryByRole('complementary')).not.toBeInTheDocument()
  unmount()
  await renderWithApp(<TimeZoneNotice saved="Europe/Berlin" />)
  expect(screen.queryByRole('complementary')).not.toBeInTheDocument()
})

test('the new zone is saved only when the learner says so', async () => {
  const settings = {
    __typename: 'StudySettings',
    timeZone: 'Asia/Tokyo',
    dayStartHour: 4,
    desiredRetention: 0.9,
    newCardsPerDay: 10,
    reviewsPerDay: 200,
    learningSteps: ['1m', '10m'],
    relearningSteps: ['10m'],
    maximumIntervalDays: 36_500,
    enableFuzz: true,
  }
  const result = vi.fn(() => ({
    data: { updateStudySettings: { __typename: 'StudySettingsPayload', settings } },
  }))
  await renderWithApp(<TimeZoneNotice saved="Europe/Berlin" />, {
    mocks: [{ request: { query: UpdateSettings, variables: { input: { timeZone: 'Asia/Tokyo' } } }, result }],
  })
  const use = await screen.findByRole('button', { name: 'Use Asia/Tokyo' })
  expect(result).not.toHaveBeenCalled()
  await userEvent.click(use)
  await waitFor(() => expect(result).toHaveBeenCalledTimes(1))
  expect(await screen.findByText('Your study days follow Asia/Tokyo now.')).toBeInTheDocument()
})
