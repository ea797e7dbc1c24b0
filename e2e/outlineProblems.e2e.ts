import { expect, test } from 'vitest'
import { eventually, useBrowser } from './support/browser.ts'
import { enterAsGuest } from './support/learner.ts'
import { useProduct } from './support/server.ts'

const product = useProduct()
const visit = useBrowser(product)

const tooMany = `# Everything\n${'- One more\n'.repeat(600)}`

const badOutlines: [what: string, text: string, problem: RegExp][] = [
  [
    'six levels',
    '# 1\n## 2\n### 3\n#### 4\n##### 5\n###### 6',
    /^Line 5 "5" is 4 levels deep, where 3 are allowed/,
  ],
  ['a title of 300 characters', `- Beans\n- ${'x'.repeat(300)}`, /^Line 2 Invalid title .*200/],
  ['more than 500 nodes', tooMany, /^Line 501 The outline has 600 nodes, where 499 are allowed/],
  ['no title at all', '---\n\n- \n', /^Line 1 The outline has no title in it/],
  ['a control character', '- Beans\n- Roa\u0007st', /^Line 2 Invalid title/],
]

test.each(badOutlines)('%s: the line is named and the text stays', async (_what, text, problem) => {
  const page = await visit()
  await enterAsGuest(page)
  await page.goto('/goals/new?outline=true')
  const field = page.getByRole('textbox', { name: 'Outline' })
  await field.fill(text)
  const preview = page.getByRole('region', { name: 'Preview' })
  const named = preview.getByRole('button', { name: problem })
  await named.waitFor()
  expect(await page.getByRole('button', { name: 'Create goal' }).isDisabled()).toBe(true)
  expect(await field.inputValue()).toBe(text)
  expect(await field.getAttribute('aria-invalid')).toBe('true')

  await named.click()
  const [line] = /\d+/.exec((await named.textContent()) ?? '') ?? []
  const selected = await field.evaluate((area: HTMLTextAreaElement) =>
    area.value.slice(area.selectionStart, area.selectionEnd),
  )
  expect(selected).toBe(text.split('\n')[Number(line) - 1])

  await page.reload()
  await named.waitFor()
  expect(await field.inputValue()).toBe(text)
})

test('what looks odd but is no problem becomes the tree it says', async () => {
  const page = await visit()
  await enterAsGuest(page)
  await page.goto('/goals/new?outline=true')
  await page
    .getByRole('textbox', { name: 'Outline' })
    .fill('# مرحبا\r\n- <script>alert(1)</script>\r\n\t- שלום\r\n    - two spaces too many\r\n')
  const preview = page.getByRole('region', { name: 'Preview' })
  await eventually(() => preview.getByRole('listitem').allTextContents()).toEqual([
    '<script>alert(1)</script>',
    'שלום',
    'two spaces too many',
  ])
  await page.getByRole('button', { name: 'Create goal' }).click()
  await page.getByRole('heading', { name: 'مرحبا', level: 1 }).waitFor()
  await page.getByRole('treeitem', { name: '<script>alert(1)</script>' }).waitFor()
})

test('a problem is solved where it stands, and nothing has to be pasted again', async () => {
  const page = await visit()
  await enterAsGuest(page)
  await page.goto('/goals/new?outline=true')
  const field = page.getByRole('textbox', { name: 'Outline' })
  await field.fill('# Coffee\n- Beans\n  - Origin\n    - Ethiopia\n      - Yirgacheffe')
  await page.getByRole('button', { name: /^Line 5/ }).click()
  await page.keyboard.press('Delete')
  await page.getByText('1 topic', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Create goal' }).click()
  await page.getByRole('treeitem', { name: /^Ethiopia/ }).waitFor()
})
