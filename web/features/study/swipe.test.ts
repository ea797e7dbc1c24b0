import { expect, it } from 'vitest'
import { readSwipe } from './swipe.ts'

it.each<[string, number, number, boolean, string | null]>([
  ['a tap', 3, -2, false, null],
  ['left', -120, 10, false, 'AGAIN!'],
  ['right', 120, -10, false, 'GOOD!'],
  ['up', 5, -120, false, 'EASY!'],
  ['down', 5, 120, false, 'HARD!'],
  ['not far enough', 60, 0, false, 'GOOD'],
  ['drawn back', 20, 0, false, 'GOOD'],
  ['neither here nor there', 100, 90, false, null],
  ['up on a card that scrolls', 0, -200, true, null],
  ['down on a card that scrolls', 0, 200, true, null],
  ['sideways on a card that scrolls', -120, 30, true, 'AGAIN!'],
])('%s', (_, dx, dy, canScroll, expected) => {
  const swipe = readSwipe(dx, dy, canScroll)
  expect(swipe && `${swipe.rating}${swipe.isArmed ? '!' : ''}`).toBe(expected)
})
