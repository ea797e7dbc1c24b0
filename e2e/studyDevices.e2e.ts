import type { Page, Request } from 'playwright-core'
import { expect, test } from 'vitest'
import { eventually, useBrowser } from './support/browser.ts'
import { createCoffee, numberOf } from './support/coffee.ts'
import { ask, enterAsGuest, listReviews } from './support/learner.ts'
import { useProduct } from './support/server.ts'
import { type Answered, listAnswered, waitForCard } from './support/session.ts'
import { rateByKey, readQuestion, revealByKey } from './support/study.ts'

const product = useProduct()
const visit = useBrowser(product)

const answeredElsewhere = 'That card was answered on another device. On to the next.'

test('two tabs in one session take turns: no card is lost or comes twice', async () => {
  const page = await visit()
  await enterAsGuest(page)
  const { goalId } = await createCoffee(page, { known: 6 })
  await page.goto(`/study?goalId=${goalId}&mode=FLASHCARD`)
  const first = await seeCard(page)
  const beside = await visit({ tabBeside: page })
  await resume(beside)
  expect(await seeCard(beside)).toBe(first)

  for (const [answering, watching] of [
    [page, beside],
    [beside, page],
    [page, beside],
    [beside, page],
  ] as const) {
    const before = await seeCard(answering)
    await rateByKey(answering, [4])
    await eventually(() => readQuestion(answering)).not.toBe(before)
    const next = await readQuestion(answering)
    await eventually(() => readQuestion(watching)).toBe(next)
  }
  await rateByKey(page, [4, 4])
  await page.getByRole('heading', { name: 'Well done' }).waitFor()
  await beside.getByRole('heading', { name: 'Well done' }).waitFor()
  await expectEachOnce(page, 6)
})

test('two tabs that answer one card at once: one answer counts, and both go on', async () => {
  const page = await visit()
  await enterAsGuest(page)
  const { goalId } = await createCoffee(page, { known: 3 })
  await page.goto(`/study?goalId=${goalId}&mode=FLASHCARD`)
  const first = await seeCard(page)
  const beside = await visit({ tabBeside: page })
  await resume(beside)
  await Promise.all([revealByKey(page), revealByKey(beside)])
  await Promise.all([page.keyboard.press('4'), beside.keyboard.press('2')])
  await eventually(() => readQuestion(page)).not.toBe(first)
  await eventually(() => readQuestion(beside)).toBe(await readQuestion(page))
  await rateByKey(beside, [4, 4])
  await page.getByRole('heading', { name: 'Well done' }).waitFor()
  await beside.getByRole('heading', { name: 'Well done' }).waitFor()
  await expectEachOnce(page, 3)
})

test('a second device that answers late is told so quietly, and goes on where the first stands', async () => {
  const page = await visit()
  await enterAsGuest(page)
  const { goalId } = await createCoffee(page, { known: 6 })
  await page.goto(`/study?goalId=${goalId}&mode=FLASHCARD`)
  await seeCard(page)
  const phone = await visit({ device: 'phone', losesServer: true })
  await phone.context().addCookies(await page.context().cookies())
  await resume(phone)
  await rateByKey(page, [4, 4])
  await eventually(async () => (await listAnswered(page)).length).toBe(2)

  // The first of these the other device has answered: that answer stands.
  await rateByKey(phone, [1])
  await phone.getByText(answeredElsewhere).waitFor()
  await eventually(() => readQuestion(phone)).toBe(await readQuestion(page))

  // Both answer the third card, the phone without a network.
  await phone.context().setOffline(true)
  await rateByKey(phone, [1, 3])
  await phone.getByText('2 reviews waiting to be sent').waitFor()
  await rateByKey(page, [4])
  await eventually(async () => (await listAnswered(page)).length).toBe(3)
  await phone.context().setOffline(false)
  await phone.getByText(answeredElsewhere).waitFor()
  await rateByKey(phone, [4, 4])
  await phone.getByRole('heading', { name: 'Well done' }).waitFor()
  await expectEachOnce(page, 6)
  expect((await listAnswered(page)).map(({ rating }) => rating)).not.toContain('AGAIN')
})

test('who signs in on the same device never sees or sends the answers of another', async () => {
  const page = await visit({ losesServer: true })
  await signUp(page, 'first@example.org')
  const { goalId } = await createCoffee(page, { known: 3 })
  const hold = await holdReviews(page)
  await page.goto(`/study?goalId=${goalId}&mode=FLASHCARD`)
  await rateByKey(page, [4, 4])
  await page.getByText('2 reviews waiting to be sent').waitFor()
  await page.goto('/settings')
  await page.getByText('2 reviews waiting to be sent').waitFor()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('heading', { name: /Learn it once/ }).waitFor()
  await hold.release()

  const sent = watchReviews(page)
  await page.getByRole('button', { name: 'Start without an account' }).click()
  await page.getByRole('heading', { name: 'What do you want to learn?' }).waitFor()
  const other = await createCoffee(page, { known: 1 })
  await page.goto(`/study?goalId=${other.goalId}&mode=FLASHCARD`)
  await rateByKey(page, [3])
  await page.getByRole('heading', { name: 'Well done' }).waitFor()
  await page.goto('/')
  await page.getByRole('heading', { name: 'All caught up' }).waitFor()
  expect(await page.getByText(/waiting to be sent/).count()).toBe(0)
  expect(sent).toEqual([other.cardIds[0]])
  expect((await listAnswered(page)).map(({ rating }) => rating)).toEqual(['GOOD'])

  await page.goto('/sign-in')
  await fillCredentials(page, 'first@example.org')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  await eventually(async () => (await listAnswered(page)).map(({ rating }) => rating)).toEqual([
    'EASY',
    'EASY',
    'GOOD',
  ])
})

test('a tab left open by another learner keeps its answers until they are back', async () => {
  const page = await visit()
  await signUp(page, 'second@example.org')
  const { goalId } = await createCoffee(page, { known: 2 })
  await page.goto(`/study?goalId=${goalId}&mode=FLASHCARD`)
  await revealByKey(page)
  // A question that is still on its way while nobody is signed in would lead to the sign-in page.
  await page.waitForLoadState('networkidle')
  const beside = await visit({ tabBeside: page })
  await beside.goto('/settings')
  await beside.getByRole('button', { name: 'Sign out', exact: true }).click()
  await beside.getByRole('button', { name: 'Start without an account' }).click()
  await beside.getByRole('heading', { name: 'What do you want to learn?' }).waitFor()

  await page.keyboard.press('4')
  await page.getByText('1 review waiting to be sent').waitFor()
  expect(await listReviews(beside)).toEqual([])
  await beside.goto('/sign-in')
  await fillCredentials(beside, 'second@example.org')
  await beside.getByRole('button', { name: 'Sign in' }).click()
  await eventually(async () => (await listAnswered(page)).map(({ rating }) => rating)).toEqual(['EASY'])
  await rateByKey(page, [3])
  await page.getByRole('heading', { name: 'Well done' }).waitFor()
  await expectEachOnce(page, 2)
})

test('a guest who signs up with answers still to be sent loses none', async () => {
  const page = await visit({ losesServer: true })
  await enterAsGuest(page)
  const { goalId } = await createCoffee(page, { known: 4 })
  await page.goto(`/study?goalId=${goalId}&mode=FLASHCARD`)
  await rateByKey(page, [4])
  await eventually(async () => (await listAnswered(page)).length).toBe(1)
  const hold = await holdReviews(page)
  await rateByKey(page, [2, 3])
  await page.getByText('2 reviews waiting to be sent').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Leave' }).click()
  await page.goto('/sign-up')
  await fillCredentials(page, 'third@example.org')
  await hold.release()
  await page.getByRole('button', { name: 'Keep my work' }).click()
  await page.getByRole('complementary', { name: 'Unfinished session' }).waitFor()
  await eventually(async () => (await listAnswered(page)).map(({ rating }) => rating)).toEqual([
    'EASY',
    'HARD',
    'GOOD',
  ])
  await page.reload()
  await page.getByRole('link', { name: 'Resume' }).click()
  await rateByKey(page, [4])
  await page.getByRole('heading', { name: 'Well done' }).waitFor()
  await expectEachOnce(page, 4)
})

async function seeCard(page: Page): Promise<string> {
  expect(await waitForCard(page)).toBe('FLIP')
  return readQuestion(page)
}

async function resume(page: Page): Promise<void> {
  await page.goto('/')
  await page.getByRole('link', { name: 'Resume' }).click()
  await seeCard(page)
}

/** In the log are exactly the cards 1 to `count`, each once. */
async function expectEachOnce(page: Page, count: number): Promise<void> {
  const numbers = (answered: Answered[]) => answered.map(({ question }) => numberOf(question)).toSorted()
  const all = Array.from({ length: count }, (_, index) => index + 1)
  await eventually(async () => numbers(await listAnswered(page))).toEqual(all)
}

async function signUp(page: Page, email: string): Promise<void> {
  const data = { email, password, name: email }
  const response = await page.request.post('/api/auth/sign-up/email', { data })
  expect(response.status()).toBe(200)
  await ask(page, '{ viewer { id } }')
}

const password = 'correct horse battery'

async function fillCredentials(page: Page, email: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
}

/** Cuts off every answer on its way to the server, and nothing else, until it is released. */
async function holdReviews(page: Page): Promise<{ release: () => Promise<void> }> {
  await page.route('**/graphql', route =>
    isReview(route.request()) ? route.abort('connectionrefused') : route.continue(),
  )
  return { release: () => page.unroute('**/graphql') }
}

/** The cards whose answers leave the page from now on. */
function watchReviews(page: Page): string[] {
  const cardIds: string[] = []
  page.on('request', request => {
    if (!isReview(request)) return
    const { input, inputs = [input] } = request.postDataJSON().variables
    cardIds.push(...inputs.map(({ flashcardId }: { flashcardId: string }) => flashcardId))
  })
  return cardIds
}

function isReview(request: Request): boolean {
  return /^ReviewCards?$/.test(request.postDataJSON()?.operationName ?? '')
}
