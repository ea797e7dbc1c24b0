import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './support/axe.ts'
import { useBrowser } from './support/browser.ts'
import { addCards, createGoal, enterAsGuest, type Tree } from './support/learner.ts'
import { useProduct } from './support/server.ts'
import { revealByKey } from './support/study.ts'
import { seeRow } from './support/tree.ts'

const product = useProduct()
const visit = useBrowser(product)

const outline = `# Coffee
- Beans
  - Origin
    - Ethiopia
  - Roast
- A category whose name is rather long, as those of an exam often are
  - Supercalifragilisticexpialidociousness, which no line can hold
`

const table = '| Bean | Grows at |\n| --- | --- |\n| Arabica | 900 m and more |'
const code = '```sh\nkubectl get pods --all-namespaces --field-selector=status.phase=Running -o wide\n```'

test.each(['desktop', 'smallPhone'] as const)('axe finds nothing on any page: %s', async device => {
  const page = await visit({ device, hasReducedMotion: true })
  const check = async (what: string) => {
    await expectAccessible(page, what)
    await expectNoSidewaysScroll(page, what)
  }
  await checkSignedOut(page, check)
  await enterAsGuest(page)
  await checkEmpty(page, check)
  const tree = await createGoal(page, outline)
  await addCards(page, tree.nodes.Origin ?? '', [
    ['Where does **arabica** grow?', table],
    ['Which pods run?', code],
    ['What is $E$?', '$E = mc^2$'],
  ])
  await checkGoals(page, check, tree)
  await checkDialogs(page, check, tree)
  await checkStudy(page, check, tree)
})

type Check = (what: string) => Promise<void>

async function checkSignedOut(page: Page, check: Check) {
  await page.goto('/')
  await page.getByRole('heading', { name: 'Ready to study' }).waitFor()
  await check('welcome')
  const pages: [path: string, heading: string][] = [
    ['/sign-in', 'Sign in'],
    ['/sign-up', 'Create an account'],
    ['/reset-password', 'Forgot your password?'],
    ['/reset-password?token=fromTheLetter', 'Choose a new password'],
    ['/no/such/page', 'There is no such page'],
  ]
  for (const [path, heading] of pages) {
    await page.goto(path)
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
    await check(path)
  }
}

async function checkEmpty(page: Page, check: Check) {
  const pages: [path: string, sight: string][] = [
    ['/', 'What do you want to learn?'],
    ['/goals', 'What do you want to learn?'],
    ['/study', 'All caught up'],
    ['/cards/unlinked', 'Every card has its topic'],
  ]
  for (const [path, sight] of pages) {
    await page.goto(path)
    await page.getByRole('heading', { name: sight }).waitFor()
    await check(`${path} with nothing in it`)
  }
  await page.goto('/goals/new')
  await page.getByRole('link', { name: /Certified Kubernetes Administrator/ }).waitFor()
  await check('new goal')
  await page.goto('/goals/new?ai=true')
  await page.getByRole('heading', { name: 'With Ollama, on your own machine' }).waitFor()
  await check('how a language model is added')
  await page.goto('/goals/new?curated=cka')
  await page.getByRole('list', { name: 'Topics' }).waitFor()
  await check('new goal, curated tree')
  await page.goto('/goals/new?outline=true')
  await page.getByRole('textbox', { name: 'Outline' }).fill('# 1\n## 2\n### 3\n#### 4\n##### 5')
  await page.getByRole('button', { name: /^Line 5/ }).waitFor()
  await check('new goal, outline with problems')
}

async function checkGoals(page: Page, check: Check, { goalId, nodes }: Tree) {
  await page.goto('/')
  await page.getByRole('heading', { name: '3 cards are ready' }).waitFor()
  await check('today')
  await page.goto('/goals')
  await page.getByRole('link', { name: 'Coffee', exact: true }).waitFor()
  await check('goals')
  await page.goto(`/goals/${goalId}`)
  await page.getByRole('treeitem', { name: /^Ethiopia/ }).waitFor()
  await page.getByRole('switch', { name: 'Study Roast' }).click()
  await seeRow(page, 'Roast 0 % mastered, switched off')
  await check('goal')
  await page.goto(`/goals/${goalId}/nodes/${nodes.Origin}`)
  await page.getByRole('article').getByText('Which pods run?').waitFor()
  await check('node')
  await page.goto('/settings')
  await page.getByRole('heading', { name: 'Account' }).waitFor()
  await check('settings')
}

async function checkDialogs(page: Page, check: Check, { goalId, nodes }: Tree) {
  await page.goto(`/goals/${goalId}/nodes/${nodes.Origin}`)
  await page.getByRole('button', { name: 'Add a card' }).click()
  const editor = page.getByRole('dialog', { name: 'New card' })
  for (const type of ['Choice', 'Scenario', 'Flashcard']) {
    await editor.getByText(type, { exact: true }).click()
    await editor.getByRole('radio', { name: type, checked: true }).waitFor({ state: 'attached' })
    await check(`card editor, ${type}`)
  }
  await editor.getByRole('button', { name: 'Save', exact: true }).click()
  await editor.getByRole('textbox', { name: 'Question' }).and(page.locator('[aria-invalid=true]')).waitFor()
  await check('card editor with problems')
  await editor.getByRole('button', { name: 'Cancel' }).click()

  await page.getByRole('button', { name: 'Import' }).click()
  const importing = page.getByRole('dialog', { name: 'Import cards' })
  await importing.getByLabel('Text').fill('Question,Answer\nonly a question\n')
  await importing.getByText(/line skipped/).waitFor()
  await check('import')
  await importing.getByRole('button', { name: 'Cancel' }).click()
  await importing.waitFor({ state: 'hidden' })

  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await check('shortcuts')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.keyboard.press('Control+k')
  await page.getByRole('button', { name: 'Study Coffee' }).waitFor()
  await check('palette')
}

async function checkStudy(page: Page, check: Check, { goalId }: Tree) {
  await page.goto(`/study?goalId=${goalId}`)
  await page.getByRole('button', { name: 'Show answer' }).waitFor()
  await check('study, question')
  await revealByKey(page)
  await page.getByRole('table').waitFor()
  await check('study, answer with a table')
  await page.keyboard.press('4')
  await revealByKey(page)
  await check('study, answer with code')
  await page.keyboard.press('4')
  await revealByKey(page)
  await page.getByRole('math').first().waitFor({ state: 'attached' })
  await check('study, answer with a formula')
  await page.keyboard.press('4')
  await page.getByRole('heading', { name: 'Well done' }).waitFor()
  await check('summary')
  await page.goto('/')
  await page.getByRole('heading', { name: 'All caught up' }).waitFor()
  await check('today, all caught up')
}

test('the explorer runs an example as whoever is signed in on the page', async () => {
  const page = await visit()
  await enterAsGuest(page)
  await page.goto('/graphql')
  await page.getByText('Signed in without an account').waitFor()
  // GraphiQL overlooks a click until both of its editors are there.
  await page.getByText('query WhoAmI').waitFor()
  await page.locator('.result-window .monaco-editor').waitFor()
  await page.getByRole('button', { name: /^Execute query/ }).click()
  await page.getByText('"isGuest": true').waitFor()
  expect(await page.title()).toMatch(/Memoryloop/)
})
