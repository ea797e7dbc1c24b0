import type { Locator, Page } from 'playwright-core'

/** The row of a node in the goal's outline. */
export function rowOf(page: Page, title: string): Locator {
  return page.getByRole('treeitem').filter({ has: page.getByText(title, { exact: true }) })
}

/** Waits until a row is read out like this: `Beans 2 cards 1 ready 40 % mastered`. */
export async function seeRow(page: Page, name: string): Promise<void> {
  await page.getByRole('treeitem', { name, exact: true }).waitFor()
}

/** As the row shows it, 0 to 100. */
export async function readMastery(page: Page, title: string): Promise<number> {
  const [, percentage] = /(\d+) %/.exec((await rowOf(page, title).textContent()) ?? '') ?? []
  return Number(percentage)
}
