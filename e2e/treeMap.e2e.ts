import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './support/axe.ts'
import { eventually, useBrowser, type VisitOptions } from './support/browser.ts'
import { addCards, createGoal, enterAsGuest, type Tree } from './support/learner.ts'
import { useProduct } from './support/server.ts'

const product = useProduct()
const visit = useBrowser(product)

const outline = `# Coffee
- Beans
  - Origin
    - Ethiopia
    - Colombia
  - Roast
- Grinding
  - Grind size
- Brewing
  - Water
`

test('the map by keyboard alone: there, around, into a topic, closer and back', async () => {
  const page = await openGoal()
  await page.getByRole('treeitem', { name: /^Water/ }).waitFor()
  await pressAll(page, ['v'])
  await mapOf(page).waitFor()
  expect(new URL(page.url()).searchParams.get('view')).toBe('map')

  await tabTo(page, tileOf(page, 'Coffee'))
  await pressAll(page, ['ArrowRight', 'ArrowUp'])
  await expectFocus(page, 'Beans')
  await pressAll(page, ['ArrowRight', 'ArrowRight'])
  await expectFocus(page, 'Ethiopia')
  await pressAll(page, ['ArrowDown', 'ArrowLeft', 'ArrowDown', 'ArrowDown'])
  await expectFocus(page, 'Grind size')
  await expectInSight(page, 'Grind size')

  await pressAll(page, ['ArrowLeft', 'ArrowUp', 'Space'])
  await tileOf(page, 'Origin').waitFor({ state: 'detached' })
  await expectFocus(page, 'Beans')
  await pressAll(page, ['Space'])
  await tileOf(page, 'Ethiopia').waitFor()

  await pressAll(page, ['ArrowRight', 'Enter'])
  await page.getByRole('heading', { name: 'Origin', level: 2 }).waitFor()
  await expectFocus(page, 'Origin')
  await mapOf(page)
    .getByRole('button', { name: /^Origin/, expanded: true })
    .and(page.locator('[aria-current]'))
    .waitFor()

  const before = (await boxOf(tileOf(page, 'Origin'))).width
  await pressAll(page, ['+'])
  await eventually(async () => (await boxOf(tileOf(page, 'Origin'))).width).toBeGreaterThan(before * 1.2)
  await pressAll(page, ['Shift+ArrowRight', '-', '-', '0'])
  for (const title of ['Coffee', 'Ethiopia', 'Water']) await expectInSight(page, title)

  await pressAll(page, ['v'])
  await page.getByRole('treeitem', { name: /^Origin/, selected: true }).waitFor()
  await page.getByRole('heading', { name: 'Origin', level: 2 }).waitFor()
})

test('the view chosen last is there the next time, for this learner', async () => {
  const page = await openGoal()
  await page.getByRole('button', { name: 'Map' }).click()
  await mapOf(page).waitFor()
  await page.getByRole('link', { name: 'Goals', exact: true }).first().click()
  await page.getByRole('link', { name: 'Coffee', exact: true }).click()
  await mapOf(page).waitFor()
  expect(new URL(page.url()).searchParams.get('view')).toBeNull()
  const another = await openGoal()
  await another.getByRole('treeitem', { name: /^Water/ }).waitFor()
})

test('with a mouse: a branch closes where it is, the wheel moves the map and zooms it with Ctrl', async () => {
  const page = await openMap()
  const beans = tileOf(page, 'Beans')
  const before = await boxOf(beans)
  await page.getByRole('button', { name: 'Close Beans' }).click()
  await page.getByRole('button', { name: 'Open Beans: 4 topics' }).waitFor()
  expectNear(await boxOf(beans), before)
  await page.getByRole('button', { name: 'Open Beans: 4 topics' }).click()
  await tileOf(page, 'Ethiopia').waitFor()
  expectNear(await boxOf(beans), before)

  await beans.hover()
  await page.mouse.wheel(0, 60)
  await eventually(async () => (await boxOf(beans)).y).toBeLessThan(before.y - 20)
  expect((await boxOf(beans)).width).toBeCloseTo(before.width, 0)
  await page.keyboard.down('Control')
  await page.mouse.wheel(0, -100)
  await page.keyboard.up('Control')
  await eventually(async () => (await boxOf(beans)).width).toBeGreaterThan(before.width * 1.05)

  // A drag that begins on a tile moves the map and opens nothing.
  const start = await boxOf(beans)
  await page.mouse.move(start.x + 20, start.y + 10)
  await page.mouse.down()
  await page.mouse.move(start.x + 80, start.y + 40, { steps: 5 })
  await page.mouse.up()
  await eventually(async () => (await boxOf(beans)).x).toBeGreaterThan(start.x + 40)
  expect(await page.locator('[aria-current]').and(beans).count()).toBe(0)
  await tileOf(page, 'Roast').click()
  await page.getByRole('heading', { name: 'Roast', level: 2 }).waitFor()
})

test('by touch on a small phone: fingers move and zoom it, a tap leads to the topic and back to the same map', async () => {
  const page = await openMap({ device: 'smallPhone' })
  const coffee = tileOf(page, 'Coffee')
  await coffee.scrollIntoViewIfNeeded()
  const before = await boxOf(coffee)
  const { x, y } = before
  await moveFingers(page, [[x + 20, y + 20]], [[x + 20, y - 10]])
  await eventually(async () => (await boxOf(coffee)).y).toBeLessThan(y - 15)
  await moveFingers(
    page,
    [
      [x + 60, y + 60],
      [x + 100, y + 100],
    ],
    [
      [x + 50, y + 50],
      [x + 120, y + 120],
    ],
  )
  await eventually(async () => (await boxOf(coffee)).width).toBeGreaterThan(before.width * 1.2)
  await page.getByRole('button', { name: 'Show the whole tree' }).tap()
  await eventually(async () => (await boxOf(coffee)).width).toBeLessThan(before.width)
  await page.getByRole('button', { name: 'Zoom in' }).tap()

  await tileOf(page, 'Roast').tap()
  await page.getByRole('heading', { name: 'Roast', level: 1 }).waitFor()
  await page.getByRole('navigation', { name: 'Path' }).getByRole('link', { name: 'Coffee' }).tap()
  await mapOf(page).waitFor()
})

test.each(['desktop', 'smallPhone'] as const)('axe finds nothing on the map: %s', async device => {
  const page = await openMap({ device, hasReducedMotion: true })
  await expectAccessible(page, 'map')
  await expectNoSidewaysScroll(page, 'map')
  await page.getByRole('button', { name: 'Close Beans' }).click()
  await page.getByRole('button', { name: 'Show the whole tree' }).click()
  await expectAccessible(page, 'map with a closed branch')
})

const mapOf = (page: Page) => page.getByRole('application', { name: 'Map of Coffee' })

const tileOf = (page: Page, title: string) =>
  mapOf(page).getByRole('button', { name: new RegExp(`^${title} `) })

async function openGoal(options?: VisitOptions): Promise<Page> {
  const page = await visit(options)
  await page.goto(`/goals/${(await prepare(page)).goalId}`)
  return page
}

async function openMap(options?: VisitOptions): Promise<Page> {
  const page = await visit(options)
  const { goalId, nodes } = await prepare(page)
  await page.request.post('/graphql', {
    data: {
      query:
        'mutation ($ids: [ID!]!) { setSkillNodesEnabled(ids: $ids, isEnabled: false) { skillTree { id } } }',
      variables: { ids: [nodes.Brewing] },
    },
  })
  await page.goto(`/goals/${goalId}?view=map`)
  await tileOf(page, 'Water').waitFor()
  return page
}

async function prepare(page: Page): Promise<Tree> {
  await enterAsGuest(page)
  const tree = await createGoal(page, outline)
  await addCards(page, tree.nodes.Roast ?? '', [['What does a dark roast taste of?', 'Bitter']])
  return tree
}

async function boxOf(target: Locator) {
  const box = await target.boundingBox()
  expect(box, String(target)).not.toBeNull()
  return box!
}

function expectNear(box: { x: number; y: number }, other: { x: number; y: number }) {
  expect(Math.abs(box.x - other.x)).toBeLessThan(1)
  expect(Math.abs(box.y - other.y)).toBeLessThan(1)
}

async function expectInSight(page: Page, title: string) {
  const frame = await boxOf(mapOf(page))
  const isInside = async () => {
    const tile = await boxOf(tileOf(page, title))
    return (
      tile.x >= frame.x &&
      tile.y >= frame.y &&
      tile.x + tile.width <= frame.x + frame.width &&
      tile.y + tile.height <= frame.y + frame.height
    )
  }
  await eventually(isInside).toBe(true)
}

async function expectFocus(page: Page, title: string) {
  await eventually(() => tileOf(page, title).evaluate(element => element === document.activeElement)).toBe(
    true,
  )
}

async function tabTo(page: Page, target: Locator) {
  const isFocused = () => target.evaluate(element => element === document.activeElement)
  for (let count = 0; count < 40 && !(await isFocused()); count++) await page.keyboard.press('Tab')
  expect(await isFocused()).toBe(true)
}

async function pressAll(page: Page, keys: string[]) {
  for (const key of keys) await page.keyboard.press(key)
}

type Point = readonly [x: number, y: number]

/** Fingers go from their places to others in a few frames. */
async function moveFingers(page: Page, from: readonly Point[], to: readonly Point[]) {
  const touch = await page.context().newCDPSession(page)
  const pointsAt = (ratio: number) =>
    from.map(([x, y], id) => ({ id, x: x + (to[id]![0] - x) * ratio, y: y + (to[id]![1] - y) * ratio }))
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: pointsAt(0) })
  for (const ratio of [0.25, 0.5, 0.75, 1]) {
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: pointsAt(ratio) })
    await page.evaluate(() => new Promise(requestAnimationFrame))
  }
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}
