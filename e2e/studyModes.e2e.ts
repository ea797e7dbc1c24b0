import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { eventually, useBrowser } from './support/browser.ts'
import { addCards, ask, createGoal, enterAsGuest, listReviews } from './support/learner.ts'
import { useProduct } from './support/server.ts'

const product = useProduct()
const visit = useBrowser(product)

afterEach(() => product().startIfDown())

/** Enough cards of like answers, so that each can be asked with three others. */
async function createChoosableGoal(page: Page, count: number): Promise<string> {
  const { goalId, nodes } = await createGoal(page, '# Coffee\n- Beans\n  - Origin\n')
  const cards = Array.from({ length: count }, (_, index): [string, string] => [
    `Where does bean ${index + 1} come from?`,
    `From hill number ${index + 1}`,
  ])
  await addCards(page, nodes.Origin ?? '', cards)
  return goalId
}

const rowsOf = (page: Page) => page.getByRole('list', { name: 'Choices' }).getByRole('listitem')
const answerOf = async (page: Page) => {
  const question = (await page.getByRole('region', { name: 'Question' }).textContent()) ?? ''
  return `From hill number ${/\d+/.exec(question)?.[0]}`
}

/** Which row is right, from 0. */
async function findRight(page: Page): Promise<number> {
  await rowsOf(page).nth(3).waitFor()
  const right = await answerOf(page)
  const texts = await rowsOf(page).locator('div[id]').allTextContents()
  return texts.findIndex(text => text.trim() === right)
}

test('multiple choice by keyboard alone: right, harder than that, wrong, not sure', async () => {
  const page = await visit()
  await enterAsGuest(page)
  const goalId = await createChoosableGoal(page, 4)
  await page.goto(`/study?goalId=${goalId}&mode=MULTIPLE_CHOICE`)
  const verdict = page.getByRole('region', { name: 'Your answer' })

  await page.keyboard.press('ABCD'[await findRight(page)] ?? '')
  await verdict.getByText('Right.', { exact: true }).waitFor()
  await page.keyboard.press('4')
  await page.keyboard.press('ABCD'[await findRight(page)] ?? '')
  await verdict.getByText('Right.', { exact: true }).waitFor()
  await page.keyboard.press('2')
  await page.keyboard.press('ABCD'[((await findRight(page)) + 1) % 4] ?? '')
  await verdict.getByText('Not this one.').waitFor()
  await page.keyboard.press('Space')
  await findRight(page)
  await page.keyboard.press('n')
  await verdict.getByText('is right.').waitFor()
  await page.keyboard.press('Enter')

  const standing = async () =>
    (await listReviews(page)).filter(review => !(review as { undoneAt?: string }).undoneAt)
  await eventually(async () => (await standing()).map(({ rating }) => rating)).toEqual([
    'EASY',
    'HARD',
    'AGAIN',
    'AGAIN',
  ])
})

test('a choice made while the server is down is kept through a reload and graded once', async () => {
  const page = await visit({ losesServer: true })
  await enterAsGuest(page)
  const goalId = await createChoosableGoal(page, 5)
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
  await eventually(async () => (await listReviews(page)).map(({ rating }) => rating)).toEqual([
    'GOOD',
    'GOOD',
  ])
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

test('cards are rated by swipes alone, and a swipe drawn back rates nothing', async () => {
  const page = await visit({ device: 'phone' })
  await enterAsGuest(page)
  const goalId = await createChoosableGoal(page, 4)
  await page.goto(`/study?goalId=${goalId}&mode=FLASHCARD`)
  const touch = await page.context().newCDPSession(page)
  const swipe = async (...path: [number, number][]) => {
    const at = ([x, y]: [number, number]) => ({ touchPoints: [{ x: 195 + x, y: 300 + y }] })
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', ...at([0, 0]) })
    for (const point of path)
      await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', ...at(point) })
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  }
  const reveal = async (question: number) => {
    await page.getByText(`Where does bean ${question} come from?`).waitFor()
    await page.getByRole('button', { name: 'Show answer' }).tap()
    await page.getByText(`From hill number ${question}`).waitFor()
  }
  await reveal(1)
  await swipe([40, 0], [140, 0], [20, 0])
  await page.getByText('From hill number 1').waitFor()
  await swipe([40, 0], [140, 0])
  await reveal(2)
  await swipe([-40, 0], [-140, 0])
  await reveal(3)
  await swipe([0, -40], [0, -140])
  await reveal(4)
  await swipe([0, 40], [0, 140])
  await eventually(async () => (await listReviews(page)).map(({ rating }) => rating)).toEqual([
    'GOOD',
    'AGAIN',
    'EASY',
    'HARD',
  ])
})

test('a timed challenge asks for its length, counts points and ends with the score', async () => {
  const page = await visit()
  await enterAsGuest(page)
  const goalId = await createChoosableGoal(page, 5)
  const { startStudySession } = await ask(
    page,
    'mutation { startStudySession(input: { mode: FLASHCARD, limit: null }) { studySession { id items { position flashcard { id } } } } }',
  )
  for (const { flashcard } of startStudySession.studySession.items) {
    await ask(
      page,
      'mutation ($input: ReviewFlashcardInput!) { reviewFlashcard(input: $input) { wasCorrect } }',
      { input: { reviewId: crypto.randomUUID(), flashcardId: flashcard.id, rating: 'GOOD' } },
    )
  }
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
