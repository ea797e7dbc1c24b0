import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

declare const axe: { run(options: RunOptions): Promise<AxeResults> }

/** Axe finds nothing on the page as it is now, in either theme; each finding has its rule and elements. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  expect(await findViolations(page, 'light', {}), what).toEqual([])
  // The other theme has the same elements in other colours.
  const colours: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }
  expect(await findViolations(page, 'dark', colours), `${what}, dark`).toEqual([])
}

async function findViolations(page: Page, colorScheme: 'light' | 'dark', options: RunOptions) {
  await page.emulateMedia({ colorScheme })
  await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
  // Through the debugger's protocol, so that the page's content security policy stays as it is.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await source)
  return page.evaluate(async options => {
    const nextFrame = () => new Promise(requestAnimationFrame)
    const isEnding = (animation: Animation) => animation.effect?.getComputedTiming().endTime !== Infinity
    const listRunning = () => document.getAnimations().filter(isEnding)
    // A colour half faded in is no colour that anyone reads; what fades begins with the next frame.
    await nextFrame().then(nextFrame)
    while (listRunning().length > 0) await Promise.allSettled(listRunning().map(({ finished }) => finished))
    const { violations } = await axe.run({ ...options, resultTypes: ['violations'] })
    return violations.map(({ id, help, nodes }) => ({
      rule: `${id}: ${help}`,
      elements: nodes.map(node => `${node.target.join(' ')}  ${node.html}  ${node.any[0]?.message ?? ''}`),
    }))
  }, options)
}

/** Nothing sticks out of the screen to the right. */
export async function expectNoSidewaysScroll(page: Page, what: string): Promise<void> {
  const { width } = page.viewportSize() ?? { width: 0 }
  const wide = await page.evaluate(screenWidth => {
    if (document.documentElement.scrollWidth <= screenWidth) return []
    const isOut = (element: Element) => element.getBoundingClientRect().right > screenWidth + 0.5
    return [...document.body.querySelectorAll('*')]
      .filter(isOut)
      .map(
        element =>
          `${element.tagName.toLowerCase()}.${element.className} ${element.textContent?.slice(0, 40)}`,
      )
      .concat(`the page is ${document.documentElement.scrollWidth} px wide`)
  }, width)
  expect(wide, what).toEqual([])
}
