import { expect, test } from 'vitest'
import type { ScriptedStep } from '../server/testing/modelServer.ts'
import { answerPractice } from '../server/testing/practiceAnswers.ts'
import { eventually, useBrowser } from './support/browser.ts'
import { keyboard } from './support/hands.ts'
import { enterAsGuest, listReviews } from './support/learner.ts'
import { envOf, useModel } from './support/model.ts'
import { useProduct } from './support/server.ts'
import { rateByKey } from './support/study.ts'

const model = useModel()
const product = useProduct(() => envOf(model()))
const visit = useBrowser(product)

/** At the speed of a model, so that there is something to watch. */
const unhurried: ScriptedStep = body => ({ ...answerPractice(body), pieceLength: 24, pieceDelayMs: 25 })

test('from a typed goal, over nodes and drafts that arrive, to a card that is studied', async () => {
  model().script(unhurried, unhurried)
  const page = await visit()
  await enterAsGuest(page)
  await page.goto('/goals/new')
  await page.getByRole('link', { name: /Certified Kubernetes/ }).waitFor()
  await page.keyboard.type('Kubernetes administration')
  await keyboard.press(page.getByRole('link', { name: /Generate with AI/ }))
  await keyboard.press(page.getByRole('button', { name: 'Generate the tree' }))

  const growing = page.getByRole('progressbar', { name: 'Growing the tree' })
  await growing.waitFor()
  await eventually(() => page.getByRole('treeitem').count()).toBeGreaterThan(1)
  expect(await growing.isVisible()).toBe(true)
  await growing.waitFor({ state: 'hidden' })

  await page.getByRole('treeitem', { name: /etcd/ }).click()
  await keyboard.press(page.getByRole('button', { name: 'Generate cards' }))
  const dialog = page.getByRole('dialog', { name: 'Generate cards for “etcd”' })
  await dialog.getByLabel('How many cards').fill('2')
  await keyboard.press(dialog.getByRole('button', { name: 'Generate' }))
  await keyboard.press(dialog.getByRole('link', { name: 'Look at the drafts' }))
  const drafts = page.getByRole('list', { name: 'Drafts' }).getByRole('article')
  await eventually(() => drafts.count()).toBe(2)

  await page.keyboard.press('j')
  await page.keyboard.press('a')
  await eventually(() => drafts.count()).toBe(1)
  await page.keyboard.press('Shift+A')
  await page.getByRole('heading', { name: /approved/ }).waitFor()
  await keyboard.press(page.getByRole('link', { name: 'Study now' }).last())
  await rateByKey(page, [3])
  await eventually(async () => (await listReviews(page)).map(({ rating }) => rating)).toEqual(['GOOD'])
})
