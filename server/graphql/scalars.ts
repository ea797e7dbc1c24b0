import { GraphQLError } from 'graphql'
import { fromIsoDate, toIsoDate } from '../domain/studyDay.ts'
import { builder } from './builder.ts'

const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/
const isoDate = /^\d{4}-\d{2}-\d{2}$/

builder.scalarType('DateTime', {
  description: 'An instant, ISO 8601 with its offset, such as 2026-03-01T08:30:00Z; answers are in UTC.',
  serialize: value => (value instanceof Date ? value.toISOString() : String(value)),
  parseValue: value => {
    const isInstant = typeof value === 'string' && isoInstant.test(value) && isRealDay(value.slice(0, 10))
    const instant = isInstant ? new Date(value) : null
    if (!instant || Number.isNaN(instant.getTime()) || instant.getUTCFullYear() < 1) {
      throw badValue(
        'DateTime',
        value,
        'an ISO 8601 instant of a day that exists, such as 2026-03-01T08:30:00Z',
      )
    }
    return instant
  },
})

builder.scalarType('Date', {
  description: "A day of the learner's calendar, YYYY-MM-DD.",
  serialize: day => toIsoDate(day as number),
  parseValue: value => {
    if (typeof value !== 'string' || !isoDate.test(value) || !isRealDay(value)) {
      throw badValue('Date', value, 'a day of the calendar such as 2026-03-01')
    }
    return fromIsoDate(value)
  },
})

builder.scalarType('JSON', {
  description: 'Any JSON value.',
  serialize: value => value,
  parseValue: value => value,
})

/** Whether the calendar has it: JavaScript takes 2026-02-30 for 2026-03-02. */
function isRealDay(text: string): boolean {
  const day = new Date(text)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

function badValue(scalar: string, value: unknown, expected: string): GraphQLError {
  return new GraphQLError(`Invalid ${scalar} ${JSON.stringify(value)?.slice(0, 60)}: expected ${expected}.`)
}
