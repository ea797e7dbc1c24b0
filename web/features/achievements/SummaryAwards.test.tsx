import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { SummaryAwards } from './SummaryAwards.tsx'

const achievement = {
  unlockedAt: '2026-03-10T12:00:00Z',
  definition: { key: 'perfect_session', title: 'Nothing forgotten', description: 'All Good or Easy.' },
}

test('what was earned is named, and the way to all of it', async () => {
  const awards = { achievements: [achievement], titleChange: { from: 'Novice', to: 'Apprentice' } }
  await renderWithApp(<SummaryAwards awards={awards} />)
  expect(screen.getByRole('heading', { name: 'Earned' })).toBeInTheDocument()
  expect(screen.getByText('Apprentice')).toBeInTheDocument()
  expect(screen.getByText('Your title, Novice until now')).toBeInTheDocument()
  expect(screen.getByText('Nothing forgotten')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'All achievements and titles' })).toHaveAttribute(
    'href',
    '/progress',
  )
})

test('a session that earned nothing says nothing of it', async () => {
  await renderWithApp(<SummaryAwards awards={{ achievements: [], titleChange: null }} />)
  expect(screen.queryByRole('heading')).toBeNull()
})
