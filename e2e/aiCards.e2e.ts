import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { spoiled } from '../server/testing/modelMisbehaviour.ts'
import type { ScriptedStep } from '../server/testing/modelServer.ts'
import { answerPractice } from '../server/testing/practiceAnswers.ts'
import { expectAccessible, expectNoSidewaysScroll } from './support/axe.ts'
import { eventually, useBrowser } from './support/browser.ts'
import { keyboard } from './support/hands.ts'
import { ask, createGoal, enterAsGuest, listReviews } from './support/learner.ts'
import { envOf, useModel } from './support/model.ts'
import { useProduct } from './support/server.ts'
import { rateByKey } from './support/study.ts'

const model = useModel()
const product = useProduct(() => envOf(model()))
const visit = useBrowser(product)

const outline = `# Coffee
- Beans
  - Origin
  - Roast
- Water
  - Hardness
`

/** At the speed of a model, so that there is something to watch. */
const unhurried: ScriptedStep = body => ({ ...answerPractice(body), pieceLength: 24, pieceDelayMs: 40 })

const listDrafts = (page: Page) => page.getByRole('list', { name: 'Drafts' }).getByRole('article')
const countDrafts = (page: Page) => listDrafts(page).count()
const seeState = (page: Page, words: string) => page.getByText(words, { exact: true }).first().waitFor()

test('cards for a topic: asked for, watched, edited, bettered, approved and studied, by keyboard alone', async () => {
  model().script(unhurried)
  const page = await visit()
  await enterAsGuest(page)
  const { goalId, nodes } = await createGoal(page, outline)
  await page.goto(`/goals/${goalId}/nodes/${nodes.Origin}`)
  await keyboard.press(page.getByRole('button', { name: 'Generate cards' }))
  const dialog = page.getByRole('dialog', { name: 'Generate cards for “Origin”' })
  await dialog.getByLabel('How many cards').fill('6')
  await expectAccessible(page, 'asking for cards')
  await keyboard.press(dialog.getByRole('button', { name: 'Generate' }))
  await dialog.getByText(/so far/).waitFor()
  await keyboard.press(dialog.getByRole('link', { name: 'Look at the drafts' }))

  // One by one, and no focus is taken.
  await listDrafts(page).first().waitFor()
  expect(await countDrafts(page)).toBeLessThan(6)
  await page.keyboard.press('j')
  const first = listDrafts(page).first()
  expect(await isFocused(page, 0)).toBe(true)
  await eventually(() => countDrafts(page)).toBe(6)
  await seeState(page, '6 drafts wait for your decision')
  await page.getByRole('progressbar').waitFor({ state: 'hidden' })
  expect(await isFocused(page, 0)).toBe(true)
  await expectAccessible(page, 'drafts')

  await page.keyboard.press('e')
  await first.getByLabel('Answer').fill('Where the bean grew, in short')
  await page.keyboard.press('Control+Enter')
  await first.getByText('Where the bean grew, in short').waitFor()
  await eventually(() => isFocused(page, 0)).toBe(true)

  const second = (await listDrafts(page).nth(1).getAttribute('aria-labelledby')) ?? ''
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await eventually(() => countDrafts(page)).toBe(5)
  await page.getByRole('button', { name: 'Undo' }).waitFor()
  await page.keyboard.press('z')
  await eventually(() => listDrafts(page).nth(1).getAttribute('aria-labelledby')).toBe(second)

  model().script(unhurried)
  await page.keyboard.press('f')
  await page.keyboard.type('More practical, with commands')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('progressbar', { name: 'Improving drafts' }).waitFor()
  await keyboard.press(page.getByRole('button', { name: 'See the first new version' }))
  await eventually(() => isFocused(page, 0)).toBe(true)
  expect(await page.getByRole('group', { name: 'The new one' }).count()).toBe(6)
  expect(await first.locator('ins').first().textContent()).toBeTruthy()
  await expectAccessible(page, 'new versions beside the old ones')
  await page.keyboard.press('x')
  await first.getByRole('group', { name: 'The new one' }).waitFor({ state: 'hidden' })
  await first.getByText('Where the bean grew, in short').waitFor()

  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  for (const label of ['Next draft', 'Approve', 'Approve all', 'Undo the last discard']) {
    await help.getByText(label, { exact: true }).waitFor()
  }
  await page.keyboard.press('Escape')
  await help.waitFor({ state: 'hidden' })

  await page.keyboard.press('Shift+A')
  await page.getByRole('heading', { name: '6 cards approved' }).waitFor()
  await expectAccessible(page, 'after the last draft')
  expect(await listCards(page)).toEqual({ DRAFT: 0, ACTIVE: 6 })
  await keyboard.press(page.getByRole('link', { name: 'Study now' }).last())
  await page.getByText('In one sentence: what is "Origin" about?', { exact: true }).waitFor()
  await rateByKey(page, [4])
  await eventually(async () => (await listReviews(page)).map(({ flashcard }) => flashcard.question)).toEqual([
    'In one sentence: what is "Origin" about?',
  ])
})

test('on a small phone: every empty topic, in the background, decided on by thumb', async () => {
  model().script(unhurried, unhurried, unhurried)
  const page = await visit({ device: 'smallPhone', hasReducedMotion: true })
  const check = async (what: string) => {
    await expectAccessible(page, what)
    await expectNoSidewaysScroll(page, what)
  }
  await enterAsGuest(page)
  const { goalId } = await createGoal(page, outline)
  await page.goto(`/goals/${goalId}`)
  await page.getByText('3 topics have no cards yet.').waitFor()
  await page.getByRole('button', { name: 'Make cards for every empty topic' }).tap()
  const dialog = page.getByRole('dialog', { name: 'Generate cards for “Coffee”' })
  await dialog.getByLabel('Cards for each topic').fill('2')
  await dialog.getByText('Up to 6 cards in all, topic by topic.').waitFor()
  await check('asking for cards of a goal')
  await dialog.getByRole('button', { name: 'Generate' }).tap()
  await dialog.getByText(/You can close this/).waitFor()
  await check('cards being made')
  await dialog.getByRole('button', { name: 'Close' }).first().tap()
  await page.getByRole('progressbar', { name: 'Making cards' }).waitFor()
  await page.getByText(/drafts? waits? for your decision/).waitFor()

  // Left and found again, wherever one comes back.
  await page.goto('/')
  await page.getByRole('link', { name: /^Look at (it|them)$/ }).waitFor()
  await check('today with drafts')
  await page.getByRole('link', { name: /^Look at (it|them)$/ }).tap()
  await eventually(() => countDrafts(page)).toBe(6)
  await page.getByRole('progressbar').waitFor({ state: 'hidden' })
  await check('drafts of a goal')
  expect(await page.getByRole('link', { name: /^(Beans|Water) \// }).allTextContents()).toEqual([
    'Beans / Origin',
    'Beans / Origin',
    'Beans / Roast',
    'Beans / Roast',
    'Water / Hardness',
    'Water / Hardness',
  ])

  await page.getByRole('combobox', { name: 'Topic' }).selectOption({ label: 'Water (2)' })
  await eventually(() => countDrafts(page)).toBe(2)
  const approve = listDrafts(page).first().getByRole('button', { name: 'Approve' })
  const discard = listDrafts(page).first().getByRole('button', { name: 'Discard' })
  for (const button of [approve, discard]) {
    const box = await button.boundingBox()
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44)
  }
  await approve.tap()
  await eventually(() => countDrafts(page)).toBe(1)
  await discard.tap()
  await page.getByRole('heading', { name: '1 card approved' }).waitFor()
  await check('nothing left of a topic')
  await page.getByRole('button', { name: 'Undo' }).tap()
  await eventually(() => countDrafts(page)).toBe(1)
  expect(await listCards(page)).toEqual({ DRAFT: 5, ACTIVE: 1 })
  await page.goto(`/goals/${goalId}`)
  await page.getByText('5 drafts wait for your decision.').waitFor()
})

test('a model that breaks off says so, keeps what came, and is tried again', async () => {
  let isBroken = true
  const step: ScriptedStep = body => (isBroken ? spoiled.cutMidJson(body) : answerPractice(body))
  // Once for the job, and as often as it is asked again before it gives up.
  model().script(...Array.from({ length: 12 }, () => step))
  const page = await visit()
  await enterAsGuest(page)
  const { goalId, nodes } = await createGoal(page, outline)
  await page.goto(`/goals/${goalId}/nodes/${nodes.Roast}`)
  await page.getByRole('button', { name: 'Generate cards' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Generate' }).click()
  await dialog.getByRole('alert').waitFor()
  await dialog.getByText(/drafts that came are kept\.$/).waitFor()
  await expectAccessible(page, 'cards that did not all come')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  const { DRAFT: keptCount } = await listCards(page)
  expect(keptCount).toBeGreaterThan(0)

  await page.getByRole('link', { name: 'Look at them' }).click()
  await eventually(() => countDrafts(page)).toBe(keptCount)
  const notice = page.getByRole('region', { name: 'Making cards failed' })
  await notice.getByText(`The ${keptCount} drafts that came are kept.`).waitFor()
  await expectAccessible(page, 'a failed job on the page of drafts')
  isBroken = false
  await notice.getByRole('button', { name: 'Try again' }).click()
  await dialog.getByRole('button', { name: 'Generate' }).click()
  await dialog.getByText(/wait for your decision\.$/).waitFor()
  await dialog.getByRole('link', { name: 'Look at the drafts' }).click()
  await eventually(() => countDrafts(page)).toBe((await listCards(page)).DRAFT)
  expect(await countDrafts(page)).toBeGreaterThan(keptCount)
})

async function isFocused(page: Page, index: number): Promise<boolean> {
  return listDrafts(page)
    .nth(index)
    .evaluate(element => element === document.activeElement)
}

async function listCards(page: Page): Promise<Record<'DRAFT' | 'ACTIVE', number>> {
  const { viewer } = await ask(
    page,
    `{ viewer {
      drafts: flashcards(filter: { status: DRAFT }) { totalCount }
      active: flashcards { totalCount }
    } }`,
  )
  return { DRAFT: viewer.drafts.totalCount, ACTIVE: viewer.active.totalCount }
}
