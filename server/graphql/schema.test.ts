import { readFileSync } from 'node:fs'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { expect, it } from 'vitest'
import { schema } from './schema.ts'

it('is what schema.graphql says', () => {
  const printed = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8')
  const isCurrent = printed.trim() === printSchema(lexicographicSortSchema(schema)).trim()
  expect(isCurrent, 'schema.graphql is stale: run `npm run generate` and commit it').toBe(true)
})
