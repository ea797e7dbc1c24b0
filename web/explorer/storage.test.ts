import { afterEach, expect, test } from 'vitest'
import { storage } from './storage.ts'

afterEach(() => localStorage.clear())

const operation = { query: '{ viewer { id } }', variables: '{"headers": 1}', operationName: 'WhoAmI' }
const headers = '{ "Authorization": "Bearer ml_secret" }'

test.each(['queries', 'favorites'])('the history keeps operations in its %s, and no headers', name => {
  const key = `graphiql:${name}`
  storage.setItem(key, JSON.stringify({ [name]: [{ ...operation, headers }] }))
  expect(JSON.parse(storage.getItem(key) ?? '')).toEqual({ [name]: [operation] })
})

test('everything else is kept as it is, and cleared without what is not GraphiQL’s', () => {
  localStorage.setItem('memoryloop-theme', 'dark')
  storage.setItem('graphiql:headers', headers)
  expect([storage.getItem('graphiql:headers'), storage.length]).toEqual([headers, 1])
  storage.clear()
  expect([storage.length, localStorage.getItem('memoryloop-theme')]).toEqual([0, 'dark'])
})
