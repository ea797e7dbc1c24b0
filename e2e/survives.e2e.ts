import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { eventually, useBrowser } from './support/browser.ts'
import { addCards, ask, createGoal, enterAsGuest, listReviews, type Tree } from './support/learner.ts'
import { useProduct } from './support/server.ts'
import { rateByKey, revealByKey } from './support/study.ts'

const product = useProduct()
const visit = useBrowser(product)

afterEach(() => product().startIfDown())

const outline = '# Coffee\n- Beans\n  - Origin\n'

test('a server killed under load has every answer it acknowledged, none twice', async () => {
  const page = await visit({ losesServer: true })
  await enterAsGuest(page)
  const { nodes } = await createGoalWithCards(page, 40)
  await ask(
    page,
    'mutation { updateStudySettings(input: { newCardsPerDay: 100 }) { settings { timeZone } } }',
  )
  const { startStudySession } = await ask(
    page,
    `mutation { startStudySession(input: { mode: FLASHCARD, limit: null }) {
      studySession { id items { position flashcard { id } } }
    } }`,
  )
  const session: Session = startStudySession.studySession
  expect(session.items).toHaveLength(40)

  const answers = session.items.map(({ position, flashcard }) => ({
    reviewId: randomUUID(),
    flashcardId: flashcard.id,
    rating: 'EASY',
    studySessionId: session.id,
    studyItemPosition: position,
    reviewedAt: new Date().toISOString(),
  }))
  const { acknowledged, sent } = await answerUntilKilled(page, answers, 12)
  expect(acknowledged.length).toBeLessThan(answers.length)
  await product().start()

  const kept = (await listReviews(page)).map(({ reviewId }) => reviewId)
  expect(new Set(kept).size).toBe(kept.length)
  expect(kept).toEqual(expect.arrayContaining(acknowledged))
  expect(sent).toEqual(expect.arrayContaining(kept))
  await expectMasteryAsRecomputed(page, nodes.Origin ?? '')

  const { viewer } = await ask(page, '{ viewer { activeStudySession { id remaining } } }')
  expect(viewer.activeStudySession).toEqual({ id: session.id, remaining: 40 - kept.length })

  // The page sends again whatever was not acknowledged; here everything is sent again.
  for (const answer of answers) await review(page, answer)
  const all = (await listReviews(page)).map(({ reviewId }) => reviewId)
  expect(all.toSorted()).toEqual(answers.map(({ reviewId }) => reviewId).toSorted())
  await expectMasteryAsRecomputed(page, nodes.Origin ?? '')
})

test('answers given while the server is down arrive once, and the session is taken up again', async () => {
  const page = await visit({ losesServer: true })
  await enterAsGuest(page)
  const { goalId } = await createGoalWithCards(page, 6)
  await page.goto(`/study?goalId=${goalId}`)
  await rateByKey(page, [4, 4])
  await revealByKey(page)

  await product().kill()
  await page.keyboard.press('4')
  await page.getByText(/reviews? waiting to be sent/).waitFor()
  await rateByKey(page, [4])
  await product().start()
  await page.getByText(/waiting to be sent/).waitFor({ state: 'hidden' })
  expect(await listReviews(page)).toHaveLength(4)

  await page.goto('/')
  const unfinished = page.getByRole('complementary', { name: 'Unfinished session' })
  await unfinished.getByText('You stopped in “Coffee” with 2 cards to go.').waitFor()
  await unfinished.getByRole('link', { name: 'Resume' }).click()
  await rateByKey(page, [4, 4])
  await page.getByRole('heading', { name: 'Well done' }).waitFor()

  const answered = (await listReviews(page)).map(({ flashcard }) => flashcard.question)
  expect(answered).toEqual([1, 2, 3, 4, 5, 6].map(number => `Question ${number}`))
})

test('answers that were not sent when the page was closed are sent when it is opened again', async () => {
  const page = await visit({ losesServer: true })
  await enterAsGuest(page)
  const { goalId } = await createGoalWithCards(page, 3)
  await page.goto(`/study?goalId=${goalId}`)
  await revealByKey(page)
  await product().kill()
  await page.keyboard.press('4')
  await page.getByText('1 review waiting to be sent').waitFor()
  await page.goto('about:blank')
  await product().start()

  await page.goto('/')
  await page.getByRole('link', { name: 'Resume' }).click()
  await rateByKey(page, [4, 4])
  await page.getByRole('heading', { name: 'Well done' }).waitFor()
  const answered = (await listReviews(page)).map(({ flashcard }) => flashcard.question)
  expect(answered).toEqual(['Question 1', 'Question 2', 'Question 3'])
})

test('offline the cards go on, and their answers are sent when the network is back', async () => {
  const page = await visit({ losesServer: true })
  await enterAsGuest(page)
  const { goalId } = await createGoalWithCards(page, 3)
  await page.goto(`/study?goalId=${goalId}`)
  await rateByKey(page, [4])
  await page.context().setOffline(true)
  await rateByKey(page, [4, 4])
  await page.getByRole('heading', { name: /reviews? waiting to be sent/ }).waitFor()
  await page.context().setOffline(false)
  await page.getByRole('heading', { name: 'Well done' }).waitFor()
  const answered = (await listReviews(page)).map(({ flashcard }) => flashcard.question)
  expect(answered).toEqual(['Question 1', 'Question 2', 'Question 3'])
})

test('what was never opened opens also while the server is down', async () => {
  const page = await visit({ losesServer: true })
  await enterAsGuest(page)
  await createGoalWithCards(page, 1)
  const underway = new Set<string>()
  const fetched: string[] = []
  page.on('request', request => underway.add(request.url()))
  page.on('requestfinished', request => {
    underway.delete(request.url())
    fetched.push(request.url())
  })
  await page.goto('/')
  const parts = ['OpenGoalMenu', 'PaletteDialog', 'ShortcutHelpDialog', 'Toaster']
  const listFetched = () => parts.filter(part => fetched.some(url => url.includes(`/${part}-`)))
  await eventually(listFetched).toEqual(parts)
  await eventually(() => underway.size).toBe(0)
  await product().kill()
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'More for Coffee' }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('textbox').waitFor()
})

interface Session {
  id: string
  items: { position: number; flashcard: { id: string } }[]
}

interface Answer {
  reviewId: string
  flashcardId: string
}

async function createGoalWithCards(page: Page, count: number): Promise<Tree> {
  const tree = await createGoal(page, outline)
  const cards = Array.from({ length: count }, (_, index): [string, string] => [
    `Question ${index + 1}`,
    `Answer ${index + 1}`,
  ])
  await addCards(page, tree.nodes.Origin ?? '', cards)
  return tree
}

function review(page: Page, input: Answer) {
  return ask(
    page,
    'mutation ($input: ReviewFlashcardInput!) { reviewFlashcard(input: $input) { review { reviewId } } }',
    { input },
  )
}

/** Four answers are always on their way; with the `killAfter`th that arrives the server is gone. */
async function answerUntilKilled(page: Page, answers: readonly Answer[], killAfter: number) {
  const sent: string[] = []
  const acknowledged: string[] = []
  const waiting = [...answers]
  let killed: Promise<void> | undefined
  const work = async () => {
    for (let answer = waiting.shift(); answer && !killed; answer = waiting.shift()) {
      sent.push(answer.reviewId)
      try {
        await review(page, answer)
      } catch (error) {
        // Nobody answers any more: this one may have been kept or not.
        if (killed) return
        throw error
      }
      acknowledged.push(answer.reviewId)
      if (acknowledged.length === killAfter) killed = product().kill()
    }
  }
  await Promise.all([work(), work(), work(), work()])
  await killed
  return { sent, acknowledged }
}

/** A node's mastery is the floor of the mean of its cards', each min(1, stability ÷ 21 days) in millionths. */
async function expectMasteryAsRecomputed(page: Page, nodeId: string) {
  const { skillNode } = await ask(
    page,
    `query ($id: ID!) { skillNode(id: $id) {
      masteryPercentage
      flashcards(first: 100) { edges { node { state stability isMastered } } }
    } }`,
    { id: nodeId },
  )
  interface Card {
    state: string
    stability: number | null
    isMastered: boolean
  }
  const cards: Card[] = skillNode.flashcards.edges.map((edge: { node: Card }) => edge.node)
  const millionths = cards.map(({ state, stability, isMastered }) => {
    if (state === 'NEW' || stability === null) return 0
    return isMastered ? 1_000_000 : Math.min(999_999, Math.round((1_000_000 * stability) / 21))
  })
  const mean = Math.floor(millionths.reduce((sum, value) => sum + value, 0) / cards.length)
  expect(skillNode.masteryPercentage).toBe(Math.floor(mean / 10_000))
}
