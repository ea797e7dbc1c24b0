import type { GraphQLScalarType } from 'graphql'
import { describe, expect, it } from 'vitest'
import { schema } from './schema.ts'

const parse = (name: string, value: unknown) => (schema.getType(name) as GraphQLScalarType).parseValue(value)

describe('DateTime', () => {
  it.each([
    ['2026-03-01T08:30:00Z', '2026-03-01T08:30:00.000Z'],
    ['2024-02-29T23:30:00.5+02:00', '2024-02-29T21:30:00.500Z'],
  ])('%s', (text, instant) => {
    expect(parse('DateTime', text)).toEqual(new Date(instant))
  })

  it.each(['2026-02-30T10:00:00Z', '2026-13-01T10:00:00Z', '2026-03-01', '2026-03-01T25:00:00Z', 'never', 7])(
    'refuses %j',
    value => {
      expect(() => parse('DateTime', value)).toThrow(
        `Invalid DateTime ${JSON.stringify(value)}: expected an ISO 8601`,
      )
    },
  )
})

describe('Date', () => {
  it('is a day since 1970', () => {
    expect(parse('Date', '1970-01-02')).toBe(1)
  })

  it.each(['2026-02-30', '2026-2-1', '2026-03-01T00:00:00Z', 20260301])('refuses %j', value => {
    expect(() => parse('Date', value)).toThrow(
      `Invalid Date ${JSON.stringify(value)}: expected a day of the calendar`,
    )
  })
})
