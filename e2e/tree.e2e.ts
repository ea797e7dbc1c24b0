import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { eventually, useBrowser, type VisitOptions } from './support/browser.ts'
import { addCards, createGoal, enterAsGuest } from './support/learner.ts'
import { useProduct } from './support/server.ts'
import { rowOf, seeRow } from './support/tree.ts'

const product = useProduct()
const visit = useBrowser(product)

const outline = `# Coffee
- Beans
  - Origin
  - Roast
- Grinding
  - Grind size
- Brewing
  - Water
`

test('the tree by keyboard: walk, rename, move, add, delete and undo', async () => {
  const page = await openGoal()
  const press = (...keys: string[]) => pressAll(page, keys)
  await rowOf(page, 'Coffee').focus()
  await press('ArrowDown', 'ArrowDown')
  await expectFocus(page, 'Origin')
  await press('ArrowLeft')
  await expectFocus(page, 'Beans')
  await press('ArrowLeft')
  await expectRows(page, ['Coffee', '  Beans', '  Grinding', '    Grind size', '  Brewing', '    Water'])
  await press('ArrowRight', 'ArrowRight')
  await expectFocus(page, 'Origin')
  await press('End')
  await expectFocus(page, 'Water')
  await press('Home', 'b', 'r')
  await expectFocus(page, 'Brewing')

  await press('F2')
  await page.getByRole('textbox', { name: 'Rename Brewing' }).fill('Pouring')
  await press('Enter')
  await expectFocus(page, 'Pouring')

  await press('Alt+ArrowUp', 'Alt+ArrowUp')
  await page.getByText('Pouring: 1 of 3 in Coffee').waitFor({ state: 'attached' })
  await expectFocus(page, 'Pouring')
  await expectRows(page, [
    'Coffee',
    '  Pouring',
    '    Water',
    '  Beans',
    '    Origin',
    '    Roast',
    '  Grinding',
    '    Grind size',
  ])
  await press('ArrowDown', 'Alt+ArrowLeft')
  await expectFocus(page, 'Water')
  await press('Alt+ArrowRight')
  await page.getByText('Water: 1 of 1 in Pouring').waitFor({ state: 'attached' })

  await press('ArrowUp', 'Insert')
  const field = page.getByRole('textbox', { name: 'New topic under Pouring' })
  await field.fill('Bloom')
  await press('Enter')
  await rowOf(page, 'Bloom').waitFor()
  await press('Escape')
  await expectFocus(page, 'Pouring')

  await press('Delete')
  await page.getByRole('dialog', { name: 'Delete “Pouring”?' }).waitFor()
  await press('Escape')
  await expectFocus(page, 'Pouring')
  await press('Delete')
  await page.getByRole('dialog', { name: 'Delete “Pouring”?' }).waitFor()
  await press('Enter')
  await expectRows(page, ['Coffee', '  Beans', '    Origin', '    Roast', '  Grinding', '    Grind size'])
  await expectFocus(page, 'Coffee')
  await page.getByText('“Pouring” was deleted.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  const atLast = [
    'Coffee',
    '  Pouring',
    '    Water',
    '    Bloom',
    '  Beans',
    '    Origin',
    '    Roast',
    '  Grinding',
    '    Grind size',
  ]
  await expectRows(page, atLast)
  await page.reload()
  await expectRows(page, atLast)
})

test('nodes are dragged with a mouse, into others and between them', async () => {
  const page = await openGoal()
  await drag(page, 'Water', 'Beans', 0.5)
  await expectRows(page, [
    'Coffee',
    '  Beans',
    '    Origin',
    '    Roast',
    '    Water',
    '  Grinding',
    '    Grind size',
    '  Brewing',
  ])
  await drag(page, 'Brewing', 'Beans', 0.1)
  const atLast = [
    'Coffee',
    '  Brewing',
    '  Beans',
    '    Origin',
    '    Roast',
    '    Water',
    '  Grinding',
    '    Grind size',
  ]
  await expectRows(page, atLast)
  await page.reload()
  await expectRows(page, atLast)
})

test('a branch that is switched off takes its cards out of what is ready', async () => {
  const page = await openGoal()
  await page.getByText('3 cards ready').waitFor()
  await rowOf(page, 'Coffee').focus()
  await pressAll(page, ['ArrowDown', 'Tab'])
  await eventually(() => page.getByRole('switch', { name: 'Study Beans' }).evaluate(isFocused)).toBe(true)
  await pressAll(page, ['Space'])
  await seeRow(page, 'Beans 2 cards 0 % mastered, switched off')
  await seeRow(page, 'Origin 2 cards 0 % mastered, off with the branch above')
  await page.getByText('1 card ready').waitFor()
  await page.getByRole('switch', { name: 'Study Beans' }).click()
  await seeRow(page, 'Beans 2 cards 2 ready 0 % mastered')
  await page.getByText('3 cards ready').waitFor()
})

test('everything the keys do, a row can do from its menu', async () => {
  const page = await openGoal()
  const choose = async (title: string, command: string) => {
    await page
      .getByRole('button', { name: `More for ${title}`, exact: true })
      .last()
      .click()
    await page.getByRole('menuitem', { name: command }).click()
  }
  await choose('Roast', 'Rename')
  await page.getByRole('textbox', { name: 'Rename Roast' }).fill('Roast levels')
  await page.keyboard.press('Enter')
  await choose('Beans', 'Add under it')
  await page.getByRole('textbox', { name: 'New topic under Beans' }).fill('Storage')
  await page.keyboard.press('Enter')
  await rowOf(page, 'Storage').waitFor()
  await page.keyboard.press('Escape')
  await choose('Grinding', 'Add an outline…')
  const adding = page.getByRole('dialog', { name: 'Add an outline under “Grinding”' })
  await adding.getByLabel('Outline').fill('Burrs\nBlades')
  await adding.getByRole('button', { name: 'Add 2 topics' }).click()
  await choose('Water', 'Move out')
  await choose('Brewing', 'Delete…')
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expectRows(page, [
    'Coffee',
    '  Beans',
    '    Origin',
    '    Roast levels',
    '    Storage',
    '  Grinding',
    '    Grind size',
    '    Burrs',
    '    Blades',
    '  Water',
  ])
})

test('the tree on a phone: menus, switches, a finger on the handle, a page per node', async () => {
  const page = await openGoal({ device: 'phone' })
  const choose = async (title: string, command: string) => {
    await page
      .getByRole('button', { name: `More for ${title}`, exact: true })
      .last()
      .tap()
    await page.getByRole('menuitem', { name: command }).tap()
  }
  await choose('Roast', 'Move up')
  await expectRows(page, [
    'Coffee',
    '  Beans',
    '    Roast',
    '    Origin',
    '  Grinding',
    '    Grind size',
    '  Brewing',
    '    Water',
  ])
  await choose('Roast', 'Rename')
  await page.getByRole('textbox', { name: 'Rename Roast' }).fill('Roast levels')
  await pressAll(page, ['Enter'])
  await rowOf(page, 'Roast levels').waitFor()

  await page.getByRole('switch', { name: 'Study Brewing' }).tap()
  await seeRow(page, 'Brewing 0 % mastered, switched off')

  await dragByFinger(page, 'Water', 'Grinding')
  await expectRows(page, [
    'Coffee',
    '  Beans',
    '    Roast levels',
    '    Origin',
    '  Grinding',
    '    Grind size',
    '    Water',
    '  Brewing',
  ])

  await rowOf(page, 'Origin').tap()
  await page.getByRole('heading', { name: 'Origin', level: 1 }).waitFor()
  await page.getByRole('navigation', { name: 'Path' }).getByRole('link', { name: 'Coffee' }).tap()
  await page.getByRole('tree').waitFor()
})

async function openGoal(options?: VisitOptions): Promise<Page> {
  const page = await visit(options)
  await enterAsGuest(page)
  const { goalId, nodes } = await createGoal(page, outline)
  await addCards(page, nodes.Origin ?? '', [
    ['Where does arabica grow best?', 'High up'],
    ['Where does coffee come from?', 'Ethiopia'],
  ])
  await addCards(page, nodes['Grind size'] ?? '', [['What does a finer grind do?', 'It extracts faster']])
  await page.goto(`/goals/${goalId}`)
  await page.getByRole('tree', { name: 'Topics of Coffee' }).waitFor()
  return page
}

/** The titles from top to bottom, indented by their level. */
async function expectRows(page: Page, titles: string[]) {
  const read = () =>
    page
      .getByRole('treeitem')
      .evaluateAll(rows =>
        rows.map(
          row => '  '.repeat(Number(row.ariaLevel) - 1) + row.querySelector('[dir=auto]')?.textContent,
        ),
      )
  await eventually(read).toEqual(titles)
}

async function expectFocus(page: Page, title: string) {
  await eventually(() => rowOf(page, title).evaluate(isFocused)).toBe(true)
}

const isFocused = (element: Element) => element === document.activeElement

async function pressAll(page: Page, keys: string[]) {
  for (const key of keys) await page.keyboard.press(key)
}

async function boxOf(page: Page, title: string) {
  const box = await rowOf(page, title).boundingBox()
  expect(box, title).not.toBeNull()
  return box!
}

/** From the middle of one row to `ratio` of the height of another, without letting go between. */
async function drag(page: Page, from: string, to: string, ratio: number) {
  const start = await boxOf(page, from)
  const end = await boxOf(page, to)
  const x = start.x + start.width / 4
  await page.mouse.move(x, start.y + start.height / 2)
  await page.mouse.down()
  await page.mouse.move(x, end.y + end.height * ratio, { steps: 8 })
  await page.mouse.up()
}

/** A finger moves from frame to frame, and rests before it lets go; torn off it would be a flick. */
async function dragByFinger(page: Page, from: string, to: string) {
  const start = await boxOf(page, from)
  const end = await boxOf(page, to)
  const fromY = start.y + start.height / 2
  const toY = end.y + end.height / 2
  const ratios = [0, 0.25, 0.5, 0.75, 1, 1, 1, 1, 1, 1]
  // The handle is at the start of the row.
  const pointAt = (ratio: number) => ({ x: start.x + 10, y: fromY + (toY - fromY) * ratio })
  const finger = await page.context().newCDPSession(page)
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [pointAt(0)] })
  for (const ratio of ratios) {
    await finger.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [pointAt(ratio)] })
    await page.evaluate(() => new Promise(requestAnimationFrame))
  }
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}
