import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { faults, spoiled } from '../server/testing/modelMisbehaviour.ts'
import type { ScriptedStep } from '../server/testing/modelServer.ts'
import { answerPractice } from '../server/testing/practiceAnswers.ts'
import { writePracticeTree } from '../server/testing/practiceTrees.ts'
import { expectAccessible, expectNoSidewaysScroll } from './support/axe.ts'
import { eventually, useBrowser } from './support/browser.ts'
import { keyboard } from './support/hands.ts'
import { addCards, ask, createGoal, enterAsGuest } from './support/learner.ts'
import { envOf, useModel } from './support/model.ts'
import { useProduct } from './support/server.ts'
import { rowOf } from './support/tree.ts'

const model = useModel()
const product = useProduct(() => envOf(model()))
const visit = useBrowser(product)

const topic = 'Kubernetes administration'
/** With the root. */
const wholeCount = writePracticeTree(topic).length + 1

/** Of the shape that a model's own tree has: what it changes is then a little. */
const coffee = `# Coffee
- Beans
  - Origin
    - Ethiopia
  - Roast
- Water
  - Hardness
  - Heat
- Serving
  - Milk
  - Cups
`

/** At the speed of a model, so that there is something to watch. */
const unhurried: ScriptedStep = body => ({ ...answerPractice(body), pieceLength: 24, pieceDelayMs: 40 })

const progressOf = (page: Page) => page.getByRole('progressbar', { name: 'Growing the tree' })
const countRows = (page: Page) => page.getByRole('treeitem').count()

test('a typed goal becomes a tree that arrives node by node, by keyboard alone', async () => {
  model().script(unhurried)
  const page = await visit()
  await enterAsGuest(page)
  await page.goto('/goals/new')
  await page.getByRole('link', { name: /Certified Kubernetes/ }).waitFor()
  await page.keyboard.type(topic)
  await keyboard.press(page.getByRole('link', { name: /Generate with AI/ }))
  await page.getByRole('heading', { name: 'New goal with AI' }).waitFor()
  await expectAccessible(page, 'new goal with AI')
  await keyboard.press(page.getByRole('button', { name: 'Generate the tree' }))
  await page.getByRole('heading', { name: topic, level: 1 }).waitFor()
  const isSamePage = await markPage(page)

  await eventually(() => countRows(page)).toBeGreaterThan(3)
  expect(await progressOf(page).isVisible()).toBe(true)
  const countEarly = await countRows(page)
  expect(countEarly).toBeLessThan(wholeCount)

  // Meanwhile the first category is switched off.
  await keyboard.press(page.getByRole('treeitem').first())
  await page.keyboard.press('ArrowDown')
  await keyboard.press(page.getByRole('switch', { name: 'Study Cluster foundations' }))
  await eventually(() => countRows(page)).toBe(wholeCount)
  await progressOf(page).waitFor({ state: 'hidden' })
  expect(await isSamePage()).toBe(true)
  await seeSwitchedOff(page, 'Cluster foundations')
  await page.getByRole('button', { name: /Make cards/ }).waitFor()
  await expectAccessible(page, 'a tree that has grown')

  await page.reload()
  await eventually(() => countRows(page)).toBe(wholeCount)
  await seeSwitchedOff(page, 'Cluster foundations')
})

test('in the middle it is found again after a reload and on Today; stopped, it keeps what came', async () => {
  model().script(spoiled.silentMidJson)
  const page = await visit({ device: 'smallPhone', hasReducedMotion: true })
  await enterAsGuest(page)
  const asked = model().received(model().requests.length + 1)
  await generate(page)
  const request = await asked
  await eventually(() => countRows(page)).toBeGreaterThan(5)
  await eventually(async () => (await countRows(page)) - 1).toBe(await readCount(page))
  const count = await countRows(page)
  expect(count).toBeLessThan(wholeCount)
  await check(page, 'a growing tree')

  await page.reload()
  await eventually(() => countRows(page)).toBe(count)
  await progressOf(page).waitFor()

  await page.goto('/')
  await page.getByRole('progressbar', { name: `Growing the tree for “${topic}”` }).waitFor()
  await check(page, 'today while a tree grows')
  await page.goBack()

  await page.getByRole('button', { name: 'Stop' }).click()
  const stoppedAt = performance.now()
  await progressOf(page).waitFor({ state: 'hidden' })
  const { at, isAnswered } = await request.closed
  expect(isAnswered).toBe(false)
  expect(at - stoppedAt).toBeLessThan(1000)
  expect(await countRows(page)).toBe(count)
  await page.reload()
  await eventually(() => countRows(page)).toBe(count)
})

test('where no socket can be had the tree arrives all the same', async () => {
  const page = await visit()
  let refused = 0
  await page.routeWebSocket('**/graphql', socket => {
    refused++
    socket.close()
  })
  model().script(unhurried)
  await enterAsGuest(page)
  await generate(page)
  await eventually(() => countRows(page)).toBe(wholeCount)
  await progressOf(page).waitFor({ state: 'hidden' })
  expect(refused).toBeGreaterThan(0)
})

test('a tree that does not come leaves the goal, and can be tried again', async () => {
  model().script(faults.wrongKey)
  const page = await visit({ device: 'smallPhone' })
  await enterAsGuest(page)
  await generate(page)
  await page.getByRole('heading', { name: 'The tree did not come' }).waitFor()
  await page.getByRole('heading', { name: topic, level: 1 }).waitFor()
  await check(page, 'a tree that did not come')

  await page.getByRole('button', { name: 'Use an outline' }).click()
  await page.getByRole('dialog', { name: `Add an outline under “${topic}”` }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Build by hand' }).click()
  await page.getByRole('textbox', { name: `New category under ${topic}` }).press('Escape')

  await page.getByRole('button', { name: 'Try again' }).click()
  await eventually(() => countRows(page)).toBe(wholeCount)
  await page.getByRole('heading', { name: 'The tree did not come' }).waitFor({ state: 'hidden' })
})

test.each(['desktop', 'smallPhone'] as const)('another tree is compared and applied: %s', async device => {
  const page = await visit({ device })
  await enterAsGuest(page)
  const { goalId, nodes } = await createGoal(page, coffee)
  await addCards(page, nodes.Ethiopia ?? '', [['Which region is the oldest?', 'Kaffa']])
  await addCards(page, nodes.Cups ?? '', [['What keeps a cup warm?', 'Thick walls']])
  await page.goto(`/goals/${goalId}`)
  await page.getByRole('tree').waitFor()
  await askForAnother(page, 'Less about cups')
  const asked = model()
    .requests.at(-1)
    ?.body.messages.map(({ content }) => content)
  expect(asked?.join('\n')).toContain('Less about cups')

  await page.getByRole('link', { name: 'Compare the trees' }).click()
  await page.getByRole('heading', { name: 'Another tree for “Coffee”' }).waitFor()
  await page.getByText('All 2 cards move along').waitFor()
  const proposed = page.getByRole('region', { name: 'The new tree' })
  await proposed.getByRole('listitem').filter({ hasText: 'What you asked for' }).getByText('New').waitFor()
  await proposed.getByRole('listitem').filter({ hasText: 'Ethiopia' }).getByText('Moved').waitFor()
  await proposed.getByRole('listitem').filter({ hasText: 'Cups' }).getByText('Goes to Unsorted').waitFor()
  expect(await page.getByRole('region', { name: 'Now' }).isVisible()).toBe(device === 'desktop')
  await check(page, 'two trees')

  // Leaving discards nothing: the goal leads back.
  await page.getByRole('main').getByRole('link', { name: 'Coffee' }).click()
  await page.getByRole('link', { name: 'Compare the trees' }).click()
  await page.getByRole('button', { name: 'Apply' }).click()
  await rowOf(page, 'What you asked for').waitFor()
  await rowOf(page, 'Unsorted').waitFor()
  await page.getByRole('link', { name: 'Compare the trees' }).waitFor({ state: 'hidden' })
  expect(await listCards(page)).toEqual([
    ['What keeps a cup warm?', nodes.Cups],
    ['Which region is the oldest?', nodes.Ethiopia],
  ])
})

test('a tree that has changed meanwhile is not overwritten', async () => {
  const page = await visit()
  await enterAsGuest(page)
  const { goalId, nodes } = await createGoal(page, coffee)
  await page.goto(`/goals/${goalId}`)
  await askForAnother(page, '')
  await page.getByRole('link', { name: 'Compare the trees' }).click()
  await page.getByRole('button', { name: 'Apply' }).waitFor()
  await ask(
    page,
    'mutation ($id: ID!) { updateSkillNode(input: { id: $id, title: "Roasting" }) { skillNode { id } } }',
    {
      id: nodes.Roast,
    },
  )
  await page.getByRole('button', { name: 'Apply' }).click()
  await page.getByRole('alert').getByText('has changed since this proposal').waitFor()
  await page.getByRole('button', { name: 'Make another' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Make another tree' }).click()
  await page.getByRole('link', { name: 'Compare the trees' }).click()
  await page.getByRole('button', { name: 'Apply' }).click()
  await rowOf(page, 'What you asked for').waitFor()
})

/** From a title to the goal's page. */
async function generate(page: Page): Promise<void> {
  await page.goto('/goals/new?ai=true')
  await page.getByLabel('What do you want to learn?').fill(topic)
  await page.getByRole('button', { name: 'Generate the tree' }).click()
  await page.getByRole('tree').waitFor()
}

async function askForAnother(page: Page, feedback: string): Promise<void> {
  await page.getByRole('button', { name: 'More for Coffee' }).first().click()
  await page.getByRole('menuitem', { name: 'Make another tree' }).click()
  const dialog = page.getByRole('dialog', { name: 'Make another tree for “Coffee”' })
  await dialog.getByLabel('What should be different?').fill(feedback)
  await dialog.getByRole('button', { name: 'Make another tree' }).click()
  await page.getByRole('link', { name: 'Compare the trees' }).waitFor()
}

async function check(page: Page, what: string): Promise<void> {
  await expectAccessible(page, what)
  await expectNoSidewaysScroll(page, what)
}

/** Tells later whether the page was loaded anew. */
async function markPage(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => Object.assign(window, { isSamePage: true }))
  return () => page.evaluate(() => 'isSamePage' in window)
}

async function seeSwitchedOff(page: Page, title: string): Promise<void> {
  const own = page.getByRole('switch', { name: `Study ${title}` })
  await eventually(() => own.getAttribute('aria-checked')).toBe('false')
}

/** How many topics the progress tells of. */
async function readCount(page: Page): Promise<number> {
  const words = await page.getByText(/^\d+ topics? so far$/).textContent()
  return Number.parseInt(words ?? '', 10)
}

/** Each card with the id of its node, by question. */
async function listCards(page: Page): Promise<[string, string][]> {
  const { viewer } = await ask(
    page,
    '{ viewer { flashcards(first: 100) { edges { node { question skillNode { id } } } } } }',
  )
  interface Card {
    question: string
    skillNode: { id: string }
  }
  const cards: Card[] = viewer.flashcards.edges.map((edge: { node: Card }) => edge.node)
  return cards
    .map(({ question, skillNode }): [string, string] => [question, skillNode.id])
    .sort(([a], [b]) => a.localeCompare(b))
}
