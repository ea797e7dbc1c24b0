import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { useBrowser, type VisitOptions } from './support/browser.ts'
import { type CoffeeOptions, createCoffee } from './support/coffee.ts'
import { finger, type Hand, keyboard, swipingFinger } from './support/hands.ts'
import { ask, enterAsGuest } from './support/learner.ts'
import { useProduct } from './support/server.ts'
import { type Answered, listAnswered, studyToTheEnd } from './support/session.ts'

const product = useProduct()
const visit = useBrowser(product)

interface Means {
  name: string
  hand: Hand
  options: VisitOptions
}

const keys: Means = { name: 'keyboard', hand: keyboard, options: {} }
const taps: Means = { name: 'touch', hand: finger, options: { device: 'phone' } }
const swipes: Means = { name: 'touch', hand: swipingFinger, options: { device: 'phone' } }

const tenAndTen = { known: 10, unseen: 10 }
const known = { known: 20 }

/** Known cards are flipped in MIXED, unseen ones chosen; TIMED has no unseen ones. */
const courses: { mode: string; label: string; cards: CoffeeOptions; flips: number; means: Means[] }[] = [
  { mode: 'FLASHCARD', label: 'Flip cards', cards: tenAndTen, flips: 20, means: [keys, swipes] },
  { mode: 'MULTIPLE_CHOICE', label: 'Multiple choice', cards: known, flips: 0, means: [keys, taps] },
  { mode: 'TIMED', label: 'Timed challenge', cards: known, flips: 0, means: [keys, taps] },
  { mode: 'MIXED', label: 'Mixed', cards: tenAndTen, flips: 10, means: [keys, taps] },
]

const runs = courses.flatMap(({ means, ...course }) => means.map(mean => ({ ...course, ...mean })))

test.each(runs)(
  'twenty cards, $mode, by $name alone',
  async ({ mode, label, cards, flips, hand, options }) => {
    // Nothing to wait for between cards: what is tested is the answers.
    const page = await visit({ ...options, hasReducedMotion: true })
    await enterAsGuest(page)
    await createCoffee(page, cards)
    await page.goto('/')
    await hand.press(page.getByRole('button', { name: 'How to study' }))
    await hand.press(page.getByRole('menuitem', { name: new RegExp(`^${label}`) }))
    if (mode === 'TIMED') await hand.press(page.getByRole('button', { name: 'Start' }))

    const answered = await studyToTheEnd(page, hand)
    expect(await listAnswered(page)).toEqual(answered)
    const first = takeFirstOfEach(answered)
    expect(first).toHaveLength(20)
    expect(first.filter(({ presentation }) => presentation === 'FLIP')).toHaveLength(flips)
    await expectSummed(page, answered, mode)
  },
)

function takeFirstOfEach(answered: readonly Answered[]): Answered[] {
  const ofQuestion = Map.groupBy(answered, ({ question }) => question)
  return [...ofQuestion.values()].map(([first]) => first!)
}

/** On the screen and in the API: the figures of exactly these answers. */
async function expectSummed(page: Page, answered: readonly Answered[], mode: string): Promise<void> {
  const [, sessionId] = /study\/([^/]+)\/summary/.exec(page.url()) ?? []
  const { studySession } = await ask(
    page,
    `query ($id: ID!) { studySession(id: $id) {
      mode status items { review { id } } summary { cardsStudied correct points }
    } }`,
    { id: sessionId },
  )
  const correct = answered.filter(({ rating }) => rating !== 'AGAIN').length
  const { summary, items } = studySession
  expect(studySession).toMatchObject({ mode, status: 'COMPLETED', summary: { cardsStudied: 20, correct } })
  expect(items.filter(({ review }: { review: object | null }) => review !== null)).toHaveLength(
    answered.length,
  )
  expect(items).toHaveLength(answered.length)

  const score = `${Math.round((100 * correct) / answered.length)} %`
  const figures = page.getByRole('main').locator('dl > div')
  const texts = await figures.allTextContents()
  expect(texts.slice(0, 2)).toEqual(['Cards20', `${mode === 'TIMED' ? 'Score' : 'Remembered'}${score}`])
  if (mode !== 'TIMED') return
  expect(summary.points).toBeGreaterThanOrEqual(10 * correct)
  expect(summary.points).toBeLessThanOrEqual(15 * correct)
  await page.getByText(`${summary.points} points`, { exact: true }).waitFor()
}
