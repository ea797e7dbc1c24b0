import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ckaOutline } from '../server/testing/ckaOutline.ts'
import { eventually, useBrowser } from './support/browser.ts'
import { listReviews } from './support/learner.ts'
import { useProduct } from './support/server.ts'
import { rateByKey } from './support/study.ts'
import { readMastery, rowOf, seeRow } from './support/tree.ts'

const product = useProduct()
const visit = useBrowser(product)

const goal = 'Certified Kubernetes Administrator'
/** In the learner's own words, which the new goal keeps. */
const curatedGoal = 'Learn Kubernetes'
const category = 'Storage (10%)'
const topic = 'Manage persistent volumes and persistent volume claims'
const account = { email: 'learner@example.org', password: 'correct horse battery' }

test('from the welcome page to mastery that rises, and an account that keeps it', async () => {
  const page = await visit()
  await startWithoutAccount(page)
  await pasteOutline(page)
  await openTopic(page)
  await writeCard(page, 'What asks for storage?', 'A PersistentVolumeClaim')
  await importCards(page)
  await studyByKeyboard(page)
  await seeMasteryRisen(page)
  await studyCuratedTree(page)
  await keepWork(page)
  await seeEverything(page)
  await signOutAndInAgain(page)
  await seeEverything(page)
})

async function startWithoutAccount(page: Page) {
  await page.goto('/')
  await page.getByRole('button', { name: 'Start without an account' }).click()
  await page.getByRole('heading', { name: 'What do you want to learn?' }).waitFor()
}

async function pasteOutline(page: Page) {
  await page.getByRole('main').getByRole('link', { name: 'New goal' }).click()
  await page.getByRole('link', { name: 'Paste an outline' }).click()
  await page.getByRole('textbox', { name: 'Outline' }).fill(ckaOutline)
  const preview = page.getByRole('region', { name: 'Preview' })
  await eventually(() => preview.getByRole('listitem').count()).toBe(32)
  await page.getByText('27 topics', { exact: true }).waitFor()

  await page.getByRole('button', { name: 'Create goal' }).click()
  await page.getByRole('heading', { name: goal, level: 1 }).waitFor()
  await page.getByRole('tree', { name: `Topics of ${goal}` }).waitFor()
  const rowsAt = (level: number) => page.getByRole('treeitem', { level }).count()
  expect([await rowsAt(1), await rowsAt(2), await rowsAt(3)]).toEqual([1, 5, 27])
}

async function openTopic(page: Page) {
  await rowOf(page, topic).click()
  await panelOf(page).getByRole('heading', { name: topic }).waitFor()
}

async function writeCard(page: Page, question: string, answer: string) {
  await panelOf(page).getByRole('button', { name: 'Add a card' }).click()
  const editor = page.getByRole('dialog', { name: 'New card' })
  await editor.getByLabel('Question').fill(question)
  await editor.getByLabel('Answer').fill(answer)
  await editor.getByRole('button', { name: 'Save', exact: true }).click()
  await editor.waitFor({ state: 'hidden' })
  await panelOf(page).getByRole('article').getByText(question).waitFor()
  await seeRow(page, `${topic} 1 card 1 ready 0 % mastered`)
}

async function importCards(page: Page) {
  await panelOf(page).getByRole('button', { name: 'Import' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import cards' })
  const table = [
    'Which reclaim policy keeps the volume?\tRetain',
    'a line without a second column',
    'Which access mode lets many nodes write?\tReadWriteMany',
    'What must match for a claim to bind?\tStorage class, size, access modes',
  ]
  await dialog.getByLabel('Text').fill(table.join('\n'))
  await dialog.getByText('3 cards to import, 1 line skipped.').waitFor()
  const lines = dialog.getByRole('listitem')
  expect(await lines.nth(1).textContent()).toBe('2a line without a second columnFound 1 column, expected 2.')
  await dialog.getByRole('button', { name: 'Import 3 cards' }).click()
  await dialog.getByText('3 cards imported, 1 line skipped.').waitFor()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await eventually(() => panelOf(page).getByRole('article').count()).toBe(4)
  await seeRow(page, `${goal} 4 cards 4 ready 0 % mastered`)
}

async function studyByKeyboard(page: Page) {
  // What a reload would lose; it tells later that there was none.
  await page.evaluate(() => Object.assign(window, { isSamePage: true }))
  await page.getByRole('main').getByRole('link', { name: 'Study', exact: true }).focus()
  await page.keyboard.press('Enter')
  // The three that were not easy come back in the same session.
  await rateByKey(page, [1, 2, 3, 4, 4, 4, 4])
  await page.getByRole('heading', { name: 'Well done' }).waitFor()
  expect(await figure(page, 'Cards')).toBe('4')
  const moved = page.getByRole('region', { name: 'What moved' })
  await moved.getByText(topic).waitFor()
  await moved.getByText(category).waitFor()
}

async function seeMasteryRisen(page: Page) {
  await page.getByRole('link', { name: 'Done' }).click()
  await page.getByRole('link', { name: goal, exact: true }).click()
  await page.getByRole('tree').waitFor()
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true)
  const node = await readMastery(page, topic)
  const branch = await readMastery(page, category)
  const whole = await readMastery(page, goal)
  expect(node).toBeGreaterThan(10)
  // The branch has three topics, the goal 27, and only this one has been studied.
  expect(branch).toBe(Math.floor(node / 3))
  expect(whole).toBe(Math.floor(node / 27))
  await page
    .getByRole('img', { name: `${goal}: ${whole} % mastered` })
    .first()
    .waitFor()
}

async function studyCuratedTree(page: Page) {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'New goal' }).click()
  await page.getByLabel('What do you want to learn?').fill(curatedGoal)
  await page.getByRole('region', { name: 'Ready trees that fit' }).getByRole('link', { name: goal }).click()
  await page.getByRole('button', { name: 'Create goal' }).click()
  await page.getByRole('tree').waitFor()
  await page.getByRole('heading', { name: curatedGoal, level: 1 }).waitFor()
  await page.getByRole('main').getByRole('link', { name: 'Study', exact: true }).first().click()
  await rateByKey(page, [3])
  await page.getByRole('button', { name: 'Show answer' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { name: 'Well done' }).waitFor()
  expect(await figure(page, 'Cards')).toBe('1')
}

async function keepWork(page: Page) {
  await page.getByRole('complementary', { name: 'Keep this' }).getByRole('link').click()
  await page.getByRole('heading', { name: 'Keep this: add an e-mail' }).waitFor()
  await page.getByLabel('E-mail').fill(account.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(account.password)
  await page.getByRole('button', { name: 'Keep my work' }).click()
}

async function seeEverything(page: Page) {
  const goals = page.getByRole('region', { name: 'Goals' })
  await goals.getByRole('link', { name: goal, exact: true }).waitFor()
  await goals.getByRole('link', { name: curatedGoal, exact: true }).waitFor()
  const ratings = (await listReviews(page)).map(({ rating }) => rating)
  expect(ratings).toEqual(['AGAIN', 'HARD', 'GOOD', 'EASY', 'EASY', 'EASY', 'EASY', 'GOOD'])
}

async function signOutAndInAgain(page: Page) {
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByText(`Signed in as ${account.email}`).waitFor()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('heading', { name: /Learn it once/ }).waitFor()
  await page.getByRole('link', { name: 'Sign in' }).click()
  await page.getByLabel('E-mail').fill(account.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(account.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

function panelOf(page: Page) {
  return page.getByRole('complementary', { name: 'Chosen topic' })
}

async function figure(page: Page, label: string): Promise<string> {
  return (await page.locator('dl > div', { hasText: label }).locator('dd').textContent()) ?? ''
}
