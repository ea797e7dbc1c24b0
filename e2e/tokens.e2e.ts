import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './support/axe.ts'
import { useBrowser } from './support/browser.ts'
import { useProduct } from './support/server.ts'

const product = useProduct()
const visit = useBrowser(product)

/** What a program asks with a token: no browser, no cookie. */
async function ask(token: string, query = '{ viewer { email } }') {
  const response = await fetch(`${product().url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  })
  const { data, errors } = await response.json()
  return { status: response.status, data, code: errors?.[0].extensions.code }
}

async function signUp(page: Page, email: string) {
  const body = { email, password: 'correct horse battery', name: 'Learner' }
  const response = await page.request.post('/api/auth/sign-up/email', { data: body })
  expect(response.status()).toBe(200)
}

test.each(['desktop', 'smallPhone'] as const)('a token is made, used and revoked: %s', async device => {
  const page = await visit({ device, hasReducedMotion: true })
  const check = async (what: string) => {
    // The settings above are pale until what they mean has been worked out.
    await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
    await expectAccessible(page, what)
    await expectNoSidewaysScroll(page, what)
  }
  const email = `${device.toLowerCase()}@example.org`
  await signUp(page, email)
  await page.goto('/settings')
  const section = page.getByRole('region', { name: 'API tokens' })
  await section.getByText(`curl ${product().url}/graphql`).waitFor()
  await check('no token')

  // By keyboard alone: the name has the focus, then come the scope and the end.
  await section.getByRole('button', { name: 'New token' }).press('Enter')
  await page.getByRole('dialog', { name: 'New token' }).waitFor()
  await page.getByRole('textbox', { name: 'Name' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.type('Backup script')
  await check('the form')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowDown')
  await page.getByRole('radio', { name: 'Read and study', checked: true }).waitFor()
  await page.keyboard.press('Enter')
  const field = page.getByRole('textbox', { name: 'Token' })
  await field.and(page.locator(':focus')).waitFor()
  const token = await field.inputValue()
  await check('the token, this once')
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await section.getByText('never used').waitFor()

  expect(await ask(token)).toEqual({ status: 200, data: { viewer: { email } } })
  const change = 'mutation { createGoal(input: { title: "Go", source: { manual: true } }) { goal { id } } }'
  expect(await ask(token, change)).toMatchObject({ code: 'FORBIDDEN' })
  await page.reload()
  await section.getByText('last used just now').waitFor()
  expect(await page.content()).not.toContain(token.slice(11))
  await check('a token')

  await section.getByRole('button', { name: 'Revoke Backup script' }).click()
  const dialog = page.getByRole('dialog', { name: 'Revoke “Backup script”?' })
  await dialog.getByRole('button', { name: 'Revoke' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await section.getByRole('button', { name: 'New token' }).and(page.locator(':focus')).waitFor()
  expect(await ask(token)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' })
})
