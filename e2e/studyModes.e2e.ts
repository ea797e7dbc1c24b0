import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { eventually, useBrowser } from './support/browser.ts'
import { createCoffee } from './support/coffee.ts'
import { swipe } from './support/hands.ts'
import { ask, enterAsGuest, listReviews } from './support/learner.ts'
import { useProduct } from './support/server.ts'
import { findRight, listAnswered, waitForCard } from './support/session.ts'
import { rateByKey } from './support/study.ts'

const product = useProduct()
const visit = useBrowser(product)

afterEach(() => product().startIfDown())

test('a choice made while the server is down is kept through a reload and graded once', async () => {
  const page = await visit({ losesServer: true })
  await enterAsGuest(page)
  const { goalId } = await createCoffee(page, { known: 5 })
  await page.goto(`/study?goalId=${goalId}&mode=MULTIPLE_CHOICE`)
  const first = await findRight(page)
  await product().kill()
  await page.keyboard.press('ABCD'[first] ?? '')
  await page.getByText('Kept on this device.').waitFor()
  await page.keyboard.press('Space')
  await page.keyboard.press('ABCD'[await findRight(page)] ?? '')
  await page.getByText('2 reviews waiting to be sent').waitFor()
  await page.goto('about:blank')
  await product().start()

  await page.goto('/')
  await page.getByText('You stopped in “Coffee” with 3 cards to go.').waitFor()
  await page.getByRole('heading', { name: '3 cards are ready' }).waitFor()
  expect((await listAnswered(page)).map(({ rating }) => rating)).toEqual(['GOOD', 'GOOD'])
  const unsent = () =>
    page.evaluate(
      () =>
        new Promise<number>(resolve => {
          const opening = indexedDB.open('memoryloop')
          opening.onsuccess = () => {
            const counting = opening.result.transaction('unsent').objectStore('unsent').count()
            counting.onsuccess = () => resolve(counting.result)
          }
        }),
    )
  await eventually(unsent).toBe(0)
})

test('a swipe that is drawn back rates nothing', async () => {
  const page = await visit({ device: 'phone' })
  await enterAsGuest(page)
  const { goalId } = await createCoffee(page, { unseen: 2 })
  await page.goto(`/study?goalId=${goalId}&mode=FLASHCARD`)
  await page.getByText('Where does bean 1 come from?').tap()
  await page.getByText('From hill number 1').waitFor()
  await swipe(page, [40, 0], [140, 0], [20, 0])
  await swipe(page, [40, 0], [140, 0])
  await page.getByText('Where does bean 2 come from?').waitFor()
  await eventually(async () => (await listReviews(page)).map(({ rating }) => rating)).toEqual(['GOOD'])
})

test('a timed challenge asks for its length, counts points and ends with the score', async () => {
  const page = await visit()
  await enterAsGuest(page)
  const { goalId } = await createCoffee(page, { known: 5 })
  await page.goto(`/study?goalId=${goalId}&mode=TIMED`)
  await page.getByRole('radio', { name: '2 minutes' }).click()
  await page.getByRole('button', { name: 'Start' }).click()
  await page.keyboard.press('ABCD'[await findRight(page)] ?? '')
  await page.getByText(/^1[0-5] points$/).waitFor()
  await page.keyboard.press('Space')
  await page.keyboard.press('ABCD'[((await findRight(page)) + 1) % 4] ?? '')
  await page.getByText('Not this one.').waitFor()
  await page.keyboard.press('Space')
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { name: 'Well done' }).waitFor()
  await page.getByText('50 %').waitFor()
  expect(await page.getByText(/^1[0-5] points$/).count()).toBe(1)
})

const modes = ['FLASHCARD', 'MULTIPLE_CHOICE', 'TIMED', 'MIXED'] as const

test('what a limit holds back can be studied today all the same, in each mode', async () => {
  const page = await visit()
  await enterAsGuest(page)
  const { goalId } = await createCoffee(page, { known: 8 })
  await ask(page, 'mutation { updateStudySettings(input: { reviewsPerDay: 1 }) { settings { timeZone } } }')
  await page.goto(`/study?goalId=${goalId}&mode=FLASHCARD`)
  await rateByKey(page, [4])
  await page.getByText('7 more wait, spread over the coming days.').waitFor()
  await page.getByRole('link', { name: 'Do more today' }).click()
  await rateByKey(page, [4])
  await endByKey(page)
  for (const [index, mode] of modes.entries()) {
    await page.goto(`/study?goalId=${goalId}&mode=${mode}&minutes=5`)
    await page.getByRole('heading', { name: 'Done for today' }).waitFor()
    await page.getByText(`${6 - index} more wait, spread over the coming days.`).waitFor()
    await page.getByRole('link', { name: 'Do more today' }).click()
    await answerOne(page, mode)
    await endByKey(page)
  }
  await page.goto('/')
  await page.getByRole('heading', { name: 'Done for today' }).waitFor()
  await page.getByText('2 more wait, spread over the coming days.').waitFor()
  await page.getByRole('link', { name: 'Do more today' }).click()
  await rateByKey(page, [4, 4])
  await page.getByRole('heading', { name: 'Well done' }).waitFor()
  expect((await listAnswered(page)).map(({ presentation }) => presentation)).toEqual([
    'FLIP',
    'FLIP',
    ...modes.map(presentationIn),
    'FLIP',
    'FLIP',
  ])
})

test('cards of coming days can be studied ahead, in each mode, until all were answered today', async () => {
  const page = await visit()
  await enterAsGuest(page)
  const { goalId } = await createCoffee(page, { known: 4, answeredDaysAgo: 2 })
  for (const mode of modes) {
    await page.goto(`/study?goalId=${goalId}&mode=${mode}&minutes=5`)
    await page.getByRole('heading', { name: 'All caught up' }).waitFor()
    await page.getByRole('link', { name: 'Study ahead' }).click()
    await answerOne(page, mode)
    if (mode !== 'MIXED') await endByKey(page)
  }
  await page.getByRole('heading', { name: 'Well done' }).waitFor()
  const answered = await listAnswered(page)
  expect(answered.map(({ presentation }) => presentation)).toEqual(modes.map(presentationIn))
  expect(new Set(answered.map(({ question }) => question)).size).toBe(4)

  // Nothing is left to bring forward, so nothing is offered.
  await page.goto(`/study?goalId=${goalId}&mode=FLASHCARD`)
  await page.getByRole('heading', { name: 'All caught up' }).waitFor()
  await page.getByRole('link', { name: 'To the goal' }).waitFor()
  expect(await page.getByRole('link', { name: 'Study ahead' }).count()).toBe(0)
  await page.getByRole('link', { name: 'To the goal' }).click()
  await page.getByRole('tree').waitFor()
  await page.getByRole('link', { name: 'Study ahead' }).waitFor({ state: 'detached' })
  await page.goto('/')
  await page.getByRole('heading', { name: 'All caught up' }).waitFor()
  await page.getByRole('link', { name: 'Study ahead' }).waitFor({ state: 'detached' })
})

test.each([
  { wish: 'no wish', hasReducedMotion: false, expectedMs: [160, 180, 180] },
  { wish: 'reduced motion', hasReducedMotion: true, expectedMs: [0, 0, 0] },
])(
  'with $wish the answer, the summary and its rings move as wished',
  async ({ hasReducedMotion, expectedMs }) => {
    const page = await visit({ hasReducedMotion })
    await enterAsGuest(page)
    const { goalId } = await createCoffee(page, { unseen: 1 })
    await recordMotion(page)
    await page.goto(`/study?goalId=${goalId}&mode=FLASHCARD`)
    await rateByKey(page, [4])
    await page.getByRole('heading', { name: 'Well done' }).waitFor()
    // The rings have arrived.
    await page.getByRole('img', { name: 'Coffee: 19 % mastered' }).waitFor()
    const readMs = () =>
      Promise.all(['appear', 'arrive', 'stroke-dasharray'].map(name => readMotionMs(page, name)))
    await eventually(readMs).toEqual(expectedMs)
  },
)

/** MIXED flips what lasts a week already. */
function presentationIn(mode: (typeof modes)[number]) {
  return mode === 'FLASHCARD' || mode === 'MIXED' ? 'FLIP' : 'CHOICES'
}

async function answerOne(page: Page, mode: (typeof modes)[number]): Promise<void> {
  expect(await waitForCard(page)).toBe(presentationIn(mode))
  if (presentationIn(mode) === 'FLIP') return rateByKey(page, [4])
  await page.keyboard.press('ABCD'[await findRight(page)] ?? '')
  await page.getByText('Right.', { exact: true }).waitFor()
  await page.keyboard.press('Space')
}

async function endByKey(page: Page): Promise<void> {
  await waitForCard(page)
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { name: 'Well done' }).waitFor()
}

/** Remembers how long everything takes that moves on the pages to come. */
async function recordMotion(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const moved: [string, number][] = []
    // Of the style, which stays: a short movement may be over before its event is heard.
    const record = (event: Event) => {
      const style = getComputedStyle(event.target as Element)
      const isAnimation = event instanceof AnimationEvent
      const name = isAnimation ? event.animationName : (event as TransitionEvent).propertyName
      const names = (isAnimation ? style.animationName : style.transitionProperty).split(', ')
      const durations = (isAnimation ? style.animationDuration : style.transitionDuration).split(', ')
      const duration = durations[Math.max(0, names.indexOf(name)) % durations.length] ?? '0s'
      moved.push([name, Number.parseFloat(duration) * (duration.endsWith('ms') ? 1 : 1000)])
    }
    addEventListener('animationstart', record, true)
    addEventListener('transitionrun', record, true)
    Object.assign(window, { moved })
  })
}

/** How long the longest movement of this name took, in whole milliseconds. */
function readMotionMs(page: Page, name: string): Promise<number> {
  return page.evaluate(wanted => {
    const { moved } = window as unknown as { moved: [string, number][] }
    const ms = moved.flatMap(([name, duration]) => (name.includes(wanted) ? [duration] : []))
    return Math.round(Math.max(0, ...ms))
  }, name)
}
