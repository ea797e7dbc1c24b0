import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import {
  a,
  card,
  completed,
  item,
  outcome,
  reviewMock,
  Session,
  sessionMock,
} from '../../testing/studyFixture.tsx'

test('the end waits for the last answer: a card that returns is studied before the session closes', async () => {
  const complete = vi.fn()
  const returned = card('a', { state: 'LEARNING', due: '2099-01-01T00:00:00Z' })
  const answers: string[] = []
  const { mock } = reviewMock(input => {
    answers.push(String(input.reviewId))
    const [first, second] = answers
    const items =
      answers.length === 1
        ? [item(0, returned, first), item(1, returned)]
        : [item(0, returned, first), item(1, returned, second)]
    return { data: { reviewFlashcard: outcome(returned, String(input.reviewId), items) } }
  }, 2)
  const { router } = await renderWithApp(<Session />, {
    mocks: [sessionMock([item(0, a)]), { ...mock, delay: 30 }, completed(complete)],
  })
  await screen.findByText('Question a')
  await userEvent.keyboard(' 1')
  await screen.findByText('Question a')
  expect(complete).not.toHaveBeenCalled()
  await userEvent.keyboard(' 3')
  await waitFor(() => expect(router.state.location.pathname).toBe('/study/s/summary'))
  expect(complete).toHaveBeenCalledOnce()
})

test('Escape leaves at once when nothing was answered', async () => {
  const onLeave = vi.fn()
  await renderWithApp(<Session onLeave={onLeave} />, { mocks: [sessionMock([item(0, a)])] })
  await screen.findByText('Question a')
  await userEvent.keyboard('{Escape}')
  expect(onLeave).toHaveBeenCalledOnce()
})
