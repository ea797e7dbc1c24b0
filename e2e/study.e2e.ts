import { randomUUID } from 'node:crypto'
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { eventually, useBrowser, type VisitOptions } from './support/browser.ts'
import { addCards, ask, createGoal, enterAsGuest, listReviews } from './support/learner.ts'
import { useProduct } from './support/server.ts'
import { rateByKey, readQuestion, revealByKey } from './support/study.ts'

const product = useProduct()
const visit = useBrowser(product)

test('Z takes answers back, one after another', async () => {
  const page = await openStudy(3)
  await rateByKey(page, [4, 1])
  await eventually(() => readQuestion(page)).toBe('Question 3')
  await page.keyboard.press('z')
  await eventually(() => readQuestion(page)).toBe('Question 2')
  await page.keyboard.press('z')
  await eventually(() => readQuestion(page)).toBe('Question 1')
  await page.getByText('The last answer was taken back.').waitFor()
  await rateByKey(page, [3])
  await eventually(() => readQuestion(page)).toBe('Question 2')
  await rateByKey(page, [4, 4, 4])
  await page.getByRole('heading', { name: 'Well done' }).waitFor()

  const { viewer } = await ask(
    page,
    '{ viewer { flashcards { edges { node { question reps lapses state } } } } }',
  )
  const cards = viewer.flashcards.edges.map((edge: { node: object }) => edge.node)
  expect(cards).toEqual(
    expect.arrayContaining([
      { question: 'Question 1', reps: 2, lapses: 0, state: 'REVIEW' },
      { question: 'Question 2', reps: 1, lapses: 0, state: 'REVIEW' },
      { question: 'Question 3', reps: 1, lapses: 0, state: 'REVIEW' },
    ]),
  )
})

test('the answer that ended a session is taken back from its summary', async () => {
  const page = await openStudy(2)
  await rateByKey(page, [4, 4])
  await page.getByRole('heading', { name: 'Well done' }).waitFor()
  await page.keyboard.press('z')
  await page.getByText('The last answer was taken back. The card comes again when it is due.').waitFor()
  await page.getByRole('link', { name: 'Continue with 1 card' }).click()
  await eventually(() => readQuestion(page)).toBe('Question 2')
})

test('on a small phone every button is large enough for a thumb, and no word moves the card', async () => {
  const page = await openStudy(3, { device: 'smallPhone' })
  await page.getByRole('button', { name: 'Show answer' }).tap()
  expect(await readHeight(page.getByRole('button', { name: 'Got it' }))).toBeGreaterThanOrEqual(44)
  await page.getByRole('button', { name: 'More' }).tap()
  const entries = page.getByRole('menuitem')
  await entries.first().waitFor()
  for (const entry of await entries.all()) expect(await readHeight(entry)).toBeGreaterThanOrEqual(44)
  const card = page.getByRole('article', { name: 'Card' })
  const topBefore = (await card.boundingBox())?.y
  await page.getByRole('menuitem', { name: 'Suspend card' }).tap()
  await page.getByText(/^The card is suspended/).waitFor()
  const undo = page.getByRole('button', { name: 'Undo', exact: true })
  expect(await readHeight(undo)).toBeGreaterThanOrEqual(44)
  expect((await card.boundingBox())?.y).toBe(topBefore)
  await undo.tap()
  await eventually(() => readQuestion(page)).toBe('Question 1')
})

test('E edits the card on the screen, S passes over it, ? shows every key', async () => {
  const page = await openStudy(3)
  await revealByKey(page)
  await page.keyboard.press('e')
  const editor = page.getByRole('dialog', { name: 'Edit card' })
  await editor.getByLabel('Answer').fill('A better answer')
  await editor.getByRole('button', { name: 'Save', exact: true }).click()
  await editor.waitFor({ state: 'hidden' })
  await page.getByText('A better answer').waitFor()
  await page.keyboard.press('4')

  await eventually(() => readQuestion(page)).toBe('Question 2')
  await page.keyboard.press('s')
  await eventually(() => readQuestion(page)).toBe('Question 3')

  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  for (const label of ['Show the answer', 'Undo what was done last', 'Edit the card', 'Suspend the card']) {
    await help.getByText(label, { exact: true }).waitFor()
  }
  await page.keyboard.press('Escape')
  await help.waitFor({ state: 'hidden' })
  await rateByKey(page, [4])
  await page.getByRole('heading', { name: 'Well done' }).waitFor()

  const answered = (await listReviews(page)).map(({ flashcard }) => flashcard.question)
  expect(answered).toEqual(['Question 1', 'Question 3'])
  const { viewer } = await ask(
    page,
    '{ viewer { flashcards(filter: { isSuspended: true }) { edges { node { question } } } } }',
  )
  expect(viewer.flashcards.edges).toEqual([{ node: { question: 'Question 2' } }])
})

test('all caught up says when the next card comes and what can be done until then', async () => {
  const page = await openStudy(2)
  await rateByKey(page, [4, 4])
  await page.getByRole('heading', { name: 'Well done' }).waitFor()
  await page.getByText(/^The next cards are ready in (\d+ days|\d weeks)\.$/).waitFor()
  await page.getByRole('link', { name: 'Done' }).click()
  await page.getByRole('heading', { name: 'All caught up' }).waitFor()
  await page.getByText(/^The next card comes in (\d+ days|\d weeks)\.$/).waitFor()
  await page.goto('/study')
  await page.getByRole('heading', { name: 'All caught up' }).waitFor()
  await page.getByText(/^The next card comes in (\d+ days|\d weeks)\.$/).waitFor()
})

test('a card that was answered on another day can be studied ahead', async () => {
  const { page } = await prepare(1)
  const { viewer } = await ask(page, '{ viewer { flashcards { edges { node { id } } } } }')
  const twoDaysAgo = new Date(Date.now() - 2 * 86_400_000)
  await ask(
    page,
    'mutation ($input: ReviewFlashcardInput!) { reviewFlashcard(input: $input) { review { id } } }',
    {
      input: {
        reviewId: randomUUID(),
        flashcardId: viewer.flashcards.edges[0].node.id,
        rating: 'EASY',
        reviewedAt: twoDaysAgo.toISOString(),
      },
    },
  )
  await page.goto('/')
  await page.getByRole('heading', { name: 'All caught up' }).waitFor()
  await page.getByRole('link', { name: 'Study ahead' }).click()
  await rateByKey(page, [3])
  await page.getByRole('heading', { name: 'Well done' }).waitFor()
  expect((await listReviews(page)).map(({ rating }) => rating)).toEqual(['EASY', 'GOOD'])
})

/** A session over `count` new cards of one topic. */
async function openStudy(count: number, options?: VisitOptions): Promise<Page> {
  const { page, goalId } = await prepare(count, options)
  await page.goto(`/study?goalId=${goalId}`)
  return page
}

async function prepare(count: number, options?: VisitOptions) {
  const page = await visit(options)
  await enterAsGuest(page)
  const { goalId, nodes } = await createGoal(page, '# Coffee\n- Beans\n  - Origin\n')
  const cards = Array.from({ length: count }, (_, index): [string, string] => [
    `Question ${index + 1}`,
    `Answer ${index + 1}`,
  ])
  await addCards(page, nodes.Origin ?? '', cards)
  return { page, goalId }
}

/** In CSS pixels. */
async function readHeight(element: Locator): Promise<number> {
  return (await element.boundingBox())?.height ?? 0
}
