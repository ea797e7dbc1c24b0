import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { SettingsRoute } from '../../routes/SettingsRoute.tsx'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { PreviewScheduling } from './previewQuery.ts'
import { SettingsQuery } from './settingsQuery.ts'

const preview = {
  request: { query: PreviewScheduling, variables: () => true },
  result: {
    data: {
      previewScheduling: {
        __typename: 'SchedulingPreview',
        reviewsPerDay: 28,
        minutesPerDay: 5,
        waiting: 0,
        nextReviews: [],
      },
    },
  },
  maxUsageCount: Number.POSITIVE_INFINITY,
}

async function showSettings(isAdmin: boolean) {
  const viewer = {
    __typename: 'Viewer',
    id: 'v',
    email: 'ada@example.org',
    isGuest: false,
    isAdmin,
    settings: {
      __typename: 'StudySettings',
      timeZone: 'UTC',
      dayStartHour: 4,
      desiredRetention: 0.9,
      newCardsPerDay: 10,
      reviewsPerDay: 200,
      learningSteps: ['1m', '10m'],
      relearningSteps: ['10m'],
      maximumIntervalDays: 36500,
      enableFuzz: true,
    },
    apiTokens: [],
    deletions: [],
  }
  await renderWithApp(<SettingsRoute />, {
    mocks: [{ request: { query: SettingsQuery }, result: { data: { viewer } } }, preview],
  })
}

test('administrators find the demand for topics in the settings', async () => {
  await showSettings(true)
  expect(await screen.findByRole('link', { name: 'Topic demand' })).toHaveAttribute('href', '/topics')
})

test('nobody else is shown it', async () => {
  await showSettings(false)
  expect(await screen.findByRole('heading', { name: 'Deleted' })).toBeInTheDocument()
  expect(screen.queryByRole('link', { name: 'Topic demand' })).toBeNull()
})
