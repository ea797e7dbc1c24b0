import type { Page } from 'playwright-core'

/** The answer is not on the screen before it is asked for. */
export async function revealByKey(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Show answer' }).waitFor()
  await page.keyboard.press('Space')
  await page.getByRole('article', { name: 'Card' }).getByRole('region', { name: 'Answer' }).waitFor()
}

/** One card after another by keyboard alone, each with the next of `ratings`: 1 Again to 4 Easy. */
export async function rateByKey(page: Page, ratings: readonly (1 | 2 | 3 | 4)[]): Promise<void> {
  for (const rating of ratings) {
    await revealByKey(page)
    await page.keyboard.press(String(rating))
  }
}

/** The question on the screen. */
export async function readQuestion(page: Page): Promise<string> {
  return (await page.getByRole('region', { name: 'Question' }).textContent()) ?? ''
}
