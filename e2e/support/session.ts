import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { answerOf, numberOf } from './coffee.ts'
import type { Hand } from './hands.ts'
import { ask } from './learner.ts'
import { readQuestion } from './study.ts'

export type Rating = 'AGAIN' | 'HARD' | 'GOOD' | 'EASY'

/** An answer as the log has it. */
export interface Answered {
  question: string
  rating: Rating
  presentation: 'FLIP' | 'CHOICES'
}

const flips: readonly Rating[] = ['EASY', 'GOOD', 'HARD', 'AGAIN']
type Choosing = 'right' | 'right, but hard' | 'right, and easy' | 'wrong' | 'not sure'
/** Mostly right, as learners are; what is not right comes back. */
const choices: readonly Choosing[] = [
  'right',
  'right',
  'right, but hard',
  'right',
  'wrong',
  'right',
  'right, and easy',
  'right',
  'not sure',
  'right',
]

/**
 * Studies until the summary: each card is first answered in a way that follows from its number, so that
 * every way there is occurs; when it comes back it is known well. Returns what was answered, in order.
 */
export async function studyToTheEnd(page: Page, hand: Hand): Promise<Answered[]> {
  const answered: Answered[] = []
  const seen = new Set<string>()
  for (;;) {
    const presentation = await waitForCard(page)
    if (presentation === null) return answered
    const question = await readQuestion(page)
    const number = seen.has(question) ? null : numberOf(question)
    seen.add(question)
    const rating =
      presentation === 'FLIP'
        ? await flip(page, hand, number === null ? 'EASY' : flips[number % flips.length]!)
        : await choose(page, hand, number === null ? 'right, and easy' : choices[number % choices.length]!)
    answered.push({ question, rating, presentation })
  }
}

/** The server's log of the learner's sessions: what stands, oldest first. */
export async function listAnswered(page: Page): Promise<Answered[]> {
  const { viewer } = await ask(
    page,
    `{ viewer { reviews(first: 100) { edges { node {
      rating presentation mode undoneAt flashcard { question }
    } } } } }`,
  )
  interface Logged extends Omit<Answered, 'question'> {
    mode: string | null
    undoneAt: string | null
    flashcard: { question: string }
  }
  const reviews: Logged[] = viewer.reviews.edges.map((edge: { node: Logged }) => edge.node)
  return reviews
    .filter(({ mode, undoneAt }) => mode !== null && undoneAt === null)
    .map(({ flashcard, rating, presentation }) => ({ question: flashcard.question, rating, presentation }))
}

/** Which way the next card asks; null once the summary is there. */
export async function waitForCard(page: Page): Promise<Answered['presentation'] | null> {
  const shown = page.getByRole('button', { name: 'Show answer' })
  const choosable = page.getByRole('button', { name: 'Not sure' })
  await shown
    .or(choosable)
    .or(page.getByRole('heading', { name: 'Well done' }))
    .waitFor()
  if (await shown.isVisible()) return 'FLIP'
  return (await choosable.isVisible()) ? 'CHOICES' : null
}

async function flip(page: Page, hand: Hand, rating: Rating): Promise<Rating> {
  const answer = page.getByRole('region', { name: 'Answer', exact: true })
  expect(await answer.count(), 'the answer before it is asked for').toBe(0)
  await hand.reveal(page)
  await answer.waitFor()
  await hand.rate(page, rating)
  return rating
}

async function choose(page: Page, hand: Hand, how: Choosing): Promise<Rating> {
  const verdict = page.getByRole('region', { name: 'Your answer' })
  const right = await findRight(page)
  if (how === 'wrong' || how === 'not sure') {
    if (how === 'wrong') await hand.choose(page, (right + 1) % 4)
    else await hand.notSure(page)
    await verdict.getByText(`${'ABCD'[right]} is right.`).waitFor()
    await hand.goOn(page)
    return 'AGAIN'
  }
  await hand.choose(page, right)
  await verdict.getByText('Right.', { exact: true }).waitFor()
  const changed = ({ right: undefined, 'right, but hard': 'HARD', 'right, and easy': 'EASY' } as const)[how]
  await hand.goOn(page, changed)
  return changed ?? 'GOOD'
}

/** Which of four rows is right, from 0. */
export async function findRight(page: Page): Promise<number> {
  const rows = page.getByRole('list', { name: 'Choices' }).getByRole('listitem')
  await rows.nth(3).waitFor()
  const right = answerOf(await readQuestion(page))
  const texts = await rows.locator('div[id]').allTextContents()
  expect(texts).toHaveLength(4)
  return texts.findIndex(text => text.trim() === right)
}
