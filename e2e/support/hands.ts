import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Rating } from './session.ts'

/** Everything a learner does to study, by one means alone. */
export interface Hand {
  /** Presses what is seen: a link, a button, an entry of a menu. */
  press(target: Locator): Promise<void>
  reveal(page: Page): Promise<void>
  rate(page: Page, rating: Rating): Promise<void>
  /** The row of a choice, from 0. */
  choose(page: Page, row: number): Promise<void>
  notSure(page: Page): Promise<void>
  /** From a verdict to the next card; a right choice may be said to have been hard or easy. */
  goOn(page: Page, rating?: 'HARD' | 'EASY'): Promise<void>
}

const keyOf: Record<Rating, string> = { AGAIN: '1', HARD: '2', GOOD: '3', EASY: '4' }
const labelOf: Record<Rating, string> = { AGAIN: 'Again', HARD: 'Hard', GOOD: 'Good', EASY: 'Easy' }

/** As many as lead through the longest page. */
const mostTabs = 60

/** Without a pointer: what is not reached by Tab or the arrows of a menu cannot be pressed. */
export const keyboard: Hand = {
  async press(target) {
    await target.waitFor()
    const page = target.page()
    const key = (await target.getAttribute('role')) === 'menuitem' ? 'ArrowDown' : 'Tab'
    const isFocused = () => target.evaluate(element => element === document.activeElement)
    for (let count = 0; !(await isFocused()); count++) {
      if (count === mostTabs) throw new Error(`${target} was not reached with ${mostTabs} times ${key}`)
      await page.keyboard.press(key)
    }
    await page.keyboard.press('Enter')
  },
  reveal: page => page.keyboard.press('Space'),
  rate: (page, rating) => page.keyboard.press(keyOf[rating]),
  choose: (page, row) => page.keyboard.press('ABCD'[row] ?? ''),
  notSure: page => page.keyboard.press('n'),
  goOn: (page, rating) => page.keyboard.press(rating ? keyOf[rating] : 'Space'),
}

/** A thumb needs so many pixels. */
const thumbPx = 44

/** Taps; every button has to be large enough. */
export const finger: Hand = {
  press: target => target.tap(),
  reveal: page => tapButton(page, 'Show answer'),
  rate: (page, rating) => tapButton(page, labelOf[rating]),
  choose: (page, row) => page.getByRole('list', { name: 'Choices' }).getByRole('listitem').nth(row).tap(),
  notSure: page => tapButton(page, 'Not sure'),
  async goOn(page, rating) {
    const next = page.getByRole('button', { name: 'Next' })
    if (rating) await tapButton(page, labelOf[rating])
    else if (await next.isVisible()) await tapButton(page, 'Next')
    else await tapButton(page, 'Good')
  },
}

const directionOf: Record<Rating, readonly [number, number]> = {
  AGAIN: [-1, 0],
  GOOD: [1, 0],
  EASY: [0, -1],
  HARD: [0, 1],
}

/** As a finger, but cards are shown by a tap on them and rated by swipes. */
export const swipingFinger: Hand = {
  ...finger,
  reveal: page => page.getByRole('article', { name: 'Card' }).getByRole('region', { name: 'Question' }).tap(),
  async rate(page, rating) {
    const [x, y] = directionOf[rating]
    await swipe(page, [40 * x, 40 * y], [140 * x, 140 * y])
  },
}

/** Puts a finger on the card, moves it along a path of pixels from there, and lifts it. */
export async function swipe(page: Page, ...path: [number, number][]): Promise<void> {
  const touch = await page.context().newCDPSession(page)
  const at = ([x, y]: [number, number]) => ({ touchPoints: [{ x: 195 + x, y: 300 + y }] })
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', ...at([0, 0]) })
  for (const point of path) await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', ...at(point) })
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await touch.detach()
}

async function tapButton(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name: new RegExp(`^${name}`) })
  const box = await button.boundingBox()
  expect(Math.min(box?.width ?? 0, box?.height ?? 0), `${name} for a thumb`).toBeGreaterThanOrEqual(thumbPx)
  await button.tap()
}
