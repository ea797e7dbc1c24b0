import { expect, it } from 'vitest'
import { listTrustedOrigins } from './origins.ts'

it.each([
  ['http://localhost:4000', ['http://localhost:4000', 'http://127.0.0.1:4000', 'http://[::1]:4000']],
  ['http://127.0.0.1', ['http://localhost', 'http://127.0.0.1', 'http://[::1]']],
  ['https://learn.example.org/', ['https://learn.example.org']],
  ['http://localhost.example.org:4000', ['http://localhost.example.org:4000']],
])('%s', (appUrl, origins) => {
  expect(listTrustedOrigins(new URL(appUrl))).toEqual(origins)
})
