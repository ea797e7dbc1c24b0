import type { ApolloClient } from '@apollo/client'
import { expect, test } from 'vitest'
import { createTreeRefresh } from './refreshTree.ts'

/** A client whose answers the test gives, one by one. */
function holdClient() {
  const waiting: ((isAnswered: boolean) => void)[] = []
  const client = {
    query: () =>
      new Promise((resolve, reject) =>
        waiting.push(isAnswered => (isAnswered ? resolve({}) : reject(new TypeError('Failed to fetch')))),
      ),
  }
  return { client: client as unknown as ApolloClient, waiting }
}

const settled = () => new Promise(resolve => setTimeout(resolve))

test('what comes during a question is asked for once, after it', async () => {
  const { client, waiting } = holdClient()
  const refresh = createTreeRefresh(client, 'g')
  for (let step = 0; step < 5; step++) refresh()
  expect(waiting).toHaveLength(1)
  waiting[0]!(true)
  await settled()
  expect(waiting).toHaveLength(2)
  waiting[1]!(true)
  await settled()
  expect(waiting).toHaveLength(2)
})

test('after a question that failed the next step asks again', async () => {
  const { client, waiting } = holdClient()
  const refresh = createTreeRefresh(client, 'g')
  refresh()
  waiting[0]!(false)
  await settled()
  refresh()
  expect(waiting).toHaveLength(2)
})
