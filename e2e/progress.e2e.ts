import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './support/axe.ts'
import { useBrowser } from './support/browser.ts'
import { addCards, ask, createGoal, enterAsGuest, type Tree } from './support/learner.ts'
import { useProduct } from './support/server.ts'

const product = useProduct()
const visit = useBrowser(product)

const screens = [
  { device: 'desktop', theme: 'dark' },
  { device: 'smallPhone', theme: 'light' },
] as const

const outline = `# Coffee
- Beans
  - Origin
  - Roast
- A category whose name is rather long, as those of an exam often are
  - Supercalifragilisticexpialidociousness, which no line can hold
`
const dayMs = 86_400_000
const cardCount = 12

test.each(screens)('progress is drawn and reads well: $device, $theme', async screen => {
  const page = await visit({ ...screen, hasReducedMotion: true })
  const check = async (what: string) => {
    await expectAccessible(page, what)
    await expectNoSidewaysScroll(page, what)
  }
  await enterAsGuest(page)
  await page.goto('/progress')
  await page.getByRole('link', { name: 'New goal' }).last().waitFor()
  await check('progress before the first goal')

  const tree = await createGoal(page, outline)
  await studyForDays(page, tree)
  await page.goto('/progress')
  await page.getByRole('region', { name: 'The past year' }).waitFor()
  await page.getByRole('link', { name: 'Progress of Coffee' }).waitFor()
  await check('progress')
  const tables = page.getByRole('button', { name: /^Show as table/ })
  for (let left = await tables.count(); left > 0; left--) await tables.first().click()
  await check('progress in tables')

  await page.goto(`/goals/${tree.goalId}/progress`)
  await page.getByRole('heading', { name: 'Progress of this goal' }).waitFor()
  await check('progress of a goal')
  await page.getByRole('button', { name: 'Set a date' }).click()
  await page.getByLabel('Target date').fill('2199-12-31')
  await check('plan of a goal')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: /^Until / }).waitFor()

  await createGoal(page, '# Tea\n- Green')
  await page.goto('/goals')
  await page.getByRole('button', { name: 'Select' }).click()
  await page.getByRole('checkbox', { name: 'Choose Tea' }).check()
  await check('choosing goals')
})

test('the year and the forecast are walked through by keyboard', async () => {
  const page = await visit()
  await enterAsGuest(page)
  await studyForDays(page, await createGoal(page, outline))
  await page.goto('/progress')
  const year = page.getByRole('region', { name: 'The past year' })
  await year.getByRole('button', { name: /^Show as table/ }).focus()
  await page.keyboard.press('Tab')
  const focused = year.locator(':focus')
  const label = await focused.getAttribute('aria-label')
  expect(label).toMatch(/: \d+ reviews/)
  await page.keyboard.press('ArrowUp')
  const before = (await focused.getAttribute('aria-label')) ?? ''
  expect(before).not.toBe(label)
  await year.getByText(before).waitFor()

  const forecast = page.getByRole('region', { name: 'The next 30 days' })
  const day = forecast.getByRole('slider')
  await day.focus()
  await page.keyboard.press('End')
  const words = (await day.getAttribute('aria-valuetext')) ?? ''
  expect(words).toMatch(/: \d+ cards?$/)
  await forecast.getByText(words).waitFor()
})

test('a session without a slip is honoured in its summary', async () => {
  const page = await visit()
  await enterAsGuest(page)
  const { goalId, nodes } = await createGoal(page, outline)
  await addCards(page, nodes.Origin ?? '', questions())
  const { startStudySession } = await ask(
    page,
    `mutation ($goalId: ID!) {
      startStudySession(input: { goalId: $goalId, mode: FLASHCARD, limit: 10 }) {
        studySession { id items { position flashcard { id } } }
      }
    }`,
    { goalId },
  )
  const { id, items } = startStudySession.studySession
  for (const { position, flashcard } of items) {
    await ask(page, reviewMutation, {
      input: {
        reviewId: randomUUID(),
        flashcardId: flashcard.id,
        rating: 'EASY',
        studySessionId: id,
        studyItemPosition: position,
      },
    })
  }
  await ask(page, 'mutation ($id: ID!) { completeStudySession(id: $id) { studySession { id } } }', { id })
  await page.goto(`/study/${id}/summary`)
  await page.getByRole('region', { name: 'Earned' }).getByText('Nothing forgotten').waitFor()
  await expectAccessible(page, 'summary with an achievement')
  await page.getByRole('link', { name: 'All achievements and titles' }).click()
  await page
    .getByRole('region', { name: 'Achievements' })
    .getByText(/^Earned on/)
    .waitFor()
})

test('the demand for topics is there for administrators and for no one else', async () => {
  const guest = await visit()
  await enterAsGuest(guest)
  await guest.goto('/topics')
  await guest.getByRole('heading', { name: 'There is no such page' }).waitFor()

  // the first account of a server administers it
  const page = await visit({ device: 'smallPhone' })
  const response = await page.request.post('/api/auth/sign-up/email', {
    data: { email: 'first@example.org', password: 'correct horse battery', name: 'First' },
  })
  expect(response.status()).toBe(200)
  await createGoal(page, '# Learn Esperanto\n- Affixes')
  await page.goto('/topics')
  await page.getByRole('row', { name: /esperanto/ }).waitFor()
  await expectAccessible(page, 'topics')
  await expectNoSidewaysScroll(page, 'topics')
  await page.getByRole('searchbox', { name: 'Search topics' }).fill('nothing like it')
  await page.getByRole('heading', { name: 'No topic is like “nothing like it”' }).waitFor()
})

const reviewMutation =
  'mutation ($input: ReviewFlashcardInput!) { reviewFlashcard(input: $input) { review { id } } }'

const questions = () =>
  Array.from({ length: cardCount }, (_, index): [string, string] => [`Question ${index}`, `Answer ${index}`])

/** Cards that were answered on several days, so that every chart has something to show. */
async function studyForDays(page: Page, { goalId, nodes }: Tree): Promise<void> {
  await addCards(page, nodes.Origin ?? '', questions())
  const { viewer } = await ask(
    page,
    'query ($goalId: ID!) { viewer { flashcards(filter: { goalId: $goalId }) { edges { node { id } } } } }',
    { goalId },
  )
  const now = Date.now()
  const inputs = [40, 30, 12, 0].flatMap((daysAgo, turn) =>
    viewer.flashcards.edges.map(({ node }: { node: { id: string } }, index: number) => ({
      reviewId: randomUUID(),
      flashcardId: node.id,
      rating: turn > 1 && index === 0 ? 'AGAIN' : 'EASY',
      durationMs: 5000,
      reviewedAt: new Date(now - daysAgo * dayMs - (cardCount - index) * 1000).toISOString(),
    })),
  )
  const { reviewFlashcards } = await ask(
    page,
    'mutation ($inputs: [ReviewFlashcardInput!]!) { reviewFlashcards(inputs: $inputs) { results { errorCode } } }',
    { inputs },
  )
  expect(reviewFlashcards.results.filter((result: { errorCode: string | null }) => result.errorCode)).toEqual(
    [],
  )
}
