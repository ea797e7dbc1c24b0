import { fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { a, b, item, outcome, reviewMock, Session, sessionMock } from '../../testing/studyFixture.tsx'

const swipe = (dx: number, dy: number, target = screen.getByText('Question a')) => {
  const finger = { pointerId: 1, pointerType: 'touch', isPrimary: true, bubbles: true }
  fireEvent.pointerDown(target, { ...finger, clientX: 200, clientY: 300 })
  fireEvent.pointerMove(target, { ...finger, clientX: 200 + dx, clientY: 300 + dy })
  return { release: () => fireEvent.pointerUp(target, { ...finger, clientX: 200 + dx, clientY: 300 + dy }) }
}
const rated = () =>
  reviewMock(({ reviewId }) => ({
    data: {
      reviewFlashcard: outcome(a, String(reviewId), [item(0, a, String(reviewId)), item(1, b)]),
    },
  }))

test('a swipe to the right is Good, once the answer is shown', async () => {
  const { mock, sent } = rated()
  const { container } = await renderWithApp(<Session />, {
    mocks: [sessionMock([item(0, a), item(1, b)]), mock],
  })
  await screen.findByText('Question a')
  swipe(150, 0).release()
  expect(screen.getByText('Question a')).toBeInTheDocument()
  await userEvent.keyboard(' ')
  await screen.findByText('Answer a')
  const drag = swipe(150, 0)
  expect(container.querySelector('[data-armed]')).toHaveTextContent('Good')
  drag.release()
  expect(await screen.findByText('Question b')).toBeInTheDocument()
  await waitFor(() => expect(sent[0]).toMatchObject({ rating: 'GOOD' }))
})

test('a swipe that is drawn back rates nothing', async () => {
  await renderWithApp(<Session />, { mocks: [sessionMock([item(0, a), item(1, b)])] })
  await screen.findByText('Question a')
  await userEvent.keyboard(' ')
  await screen.findByText('Answer a')
  swipe(150, 0)
  swipe(30, 0).release()
  expect(screen.getByText('Question a')).toBeInTheDocument()
})
