import { expect, test } from 'vitest'
import { useTestDatabase } from '../testing/database.ts'
import { callerFor } from '../testing/execute.ts'

const database = useTestDatabase()
const question = '{ serverInfo { version aiConfigured signUpOpen } }'

test('everyone may know what the server is and offers', async () => {
  const answer = await callerFor(database().db, null).ask(question)
  expect(answer).toEqual({ serverInfo: { version: '0.0.0', aiConfigured: true, signUpOpen: true } })
})

test('it says when no language model is set up', async () => {
  const answer = await callerFor(database().db, null, null).ask(question)
  expect(answer).toMatchObject({ serverInfo: { aiConfigured: false } })
})
