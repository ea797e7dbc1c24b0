import { afterEach, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../testing/app.ts'

let app: TestApp
afterEach(() => app.close())

async function listAdministrators() {
  const rows = await app.db.user.findMany({ where: { isAdmin: true } })
  return rows.map(row => row.email)
}

describe('the administrator', () => {
  it('is the first account, not a guest before it', async () => {
    app = await startTestApp()
    await app.asGuest()
    expect(await listAdministrators()).toEqual([])
    await app.signUp('first@example.org')
    await app.signUp('second@example.org')
    expect(await listAdministrators()).toEqual(['first@example.org'])
  })

  it('is one when many sign up at the same time', async () => {
    app = await startTestApp()
    await Promise.all(['a', 'b', 'c', 'd'].map(name => app.signUp(`${name}@example.org`)))
    expect(await listAdministrators()).toHaveLength(1)
  })

  it('is the account of ADMIN_EMAIL once it is verified', async () => {
    app = await startTestApp({ adminEmail: 'Boss@example.org' })
    await app.signUp('first@example.org')
    await app.signUp('boss@example.org')
    expect(await listAdministrators()).toEqual([])
    await app.auth.settle()
    const { link } = app.mail.letters.find(letter => letter.to === 'boss@example.org')!
    const { pathname, search } = new URL(link)
    await app.visitor().fetch(pathname + search)
    expect(await listAdministrators()).toEqual(['boss@example.org'])
  })
})
