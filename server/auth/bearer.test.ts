import { expect, it } from 'vitest'
import { readBearer } from './bearer.ts'

it.each([
  ['Bearer ml_abc', 'ml_abc'],
  ['bearer ml_abc', 'ml_abc'],
  ['  BEARER   ml_abc  ', 'ml_abc'],
  ['Bearer', ''],
  ['Bearer two words', 'two words'],
  [null, null],
  ['', null],
  ['Basic bWU6c2VjcmV0', null],
  ['Bearerml_abc', null],
  ['ml_abc', null],
])('%j has the token %j', (header, token) => {
  expect(readBearer(header)).toBe(token)
})
