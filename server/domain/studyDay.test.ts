import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addLearnerDays,
  fromIsoDate,
  isTimeZone,
  learnerDayOf,
  startOfLearnerDay,
  toIsoDate,
} from './studyDay.ts'

const zones = [
  'UTC',
  'Europe/Berlin',
  'Pacific/Auckland',
  'Asia/Kathmandu',
  'America/New_York',
  'America/Sao_Paulo',
  'America/Recife',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Antarctica/Troll',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Asia/Gaza',
]

const day = (text: string) => fromIsoDate(text)
const clock = (timeZone: string, dayStartHour = 4) => ({ timeZone, dayStartHour })

/** Wall time of an instant as if it were UTC, straight from Intl's fields. */
const formats = new Map<string, Intl.DateTimeFormat>()
function readWallTime(instantMs: number, timeZone: string): number {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(timeZone, format)
  }
  const [month, date, year, hour, minute, second] = format.format(instantMs).match(/\d+/g)!.map(Number)
  const wallMs = Date.UTC(year!, month! - 1, date!, hour!, minute!, second!)
  return wallMs + (((instantMs % 1000) + 1000) % 1000)
}

/** Every instant with this wall time, tried over all offsets there were since 1975. */
function findInstants(wallMs: number, timeZone: string): number[] {
  const found: number[] = []
  for (let minutes = -15 * 60; minutes <= 15 * 60; minutes += 5) {
    const instantMs = wallMs - minutes * 60_000
    if (readWallTime(instantMs, timeZone) === wallMs) found.push(instantMs)
  }
  return found.sort((a, b) => a - b)
}

const anyZone = fc.constantFrom(...zones)
const anyInstant = fc.date({
  min: new Date('1975-01-01T00:00:00Z'),
  max: new Date('2085-01-01T00:00:00Z'),
  noInvalidDate: true,
})
/** Instants within a day and a half of a change of the clocks, where mistakes live. */
const changes: [string, string][] = [
  ['Europe/Berlin', '2026-03-29T01:00:00Z'],
  ['Europe/Berlin', '2026-10-25T01:00:00Z'],
  ['America/New_York', '2026-03-08T07:00:00Z'],
  ['America/New_York', '2026-11-01T06:00:00Z'],
  ['Pacific/Auckland', '2026-04-04T14:00:00Z'],
  ['Pacific/Auckland', '2026-09-26T14:00:00Z'],
  ['America/Sao_Paulo', '2018-02-18T02:00:00Z'],
  ['America/Sao_Paulo', '2018-11-04T03:00:00Z'],
  ['America/Recife', '2000-10-15T02:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
  ['Africa/Casablanca', '2026-02-15T02:00:00Z'],
  ['Africa/Casablanca', '2026-03-22T02:00:00Z'],
  ['Antarctica/Troll', '2026-03-29T01:00:00Z'],
  ['Antarctica/Troll', '2026-10-25T01:00:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z'],
]
const nearChange = fc
  .tuple(fc.constantFrom(...changes), fc.integer({ min: -36 * 3600, max: 36 * 3600 }))
  .map(([[timeZone, at], seconds]) => ({ timeZone, instant: new Date(Date.parse(at) + seconds * 1000) }))
const anywhere = fc.oneof(
  fc.record({ timeZone: anyZone, instant: anyInstant }),
  fc.record({ timeZone: anyZone, instant: anyInstant }),
  nearChange,
)
const anyHour = fc.integer({ min: 0, max: 23 })

describe('learnerDayOf', () => {
  it.each([
    ['UTC', 4, '2026-05-10T03:59:59.999Z', '2026-05-09'],
    ['UTC', 4, '2026-05-10T04:00:00Z', '2026-05-10'],
    ['UTC', 0, '2026-05-10T00:00:00Z', '2026-05-10'],
    ['Asia/Kathmandu', 4, '2026-05-09T22:14:59Z', '2026-05-09'],
    ['Asia/Kathmandu', 4, '2026-05-09T22:15:00Z', '2026-05-10'],
    ['Pacific/Kiritimati', 0, '2026-05-09T10:00:00Z', '2026-05-10'],
    // The clock goes from 00:00 back to 23:00: midnight has not been reached before.
    ['America/Sao_Paulo', 0, '2018-02-18T01:59:59Z', '2018-02-17'],
    ['America/Sao_Paulo', 0, '2018-02-18T02:59:59Z', '2018-02-17'],
    ['America/Sao_Paulo', 0, '2018-02-18T03:00:00Z', '2018-02-18'],
    // It goes from 00:00 on to 01:00: the day starts at 01:00.
    ['America/Sao_Paulo', 0, '2018-11-04T02:59:59Z', '2018-11-03'],
    ['America/Sao_Paulo', 0, '2018-11-04T03:00:00Z', '2018-11-04'],
    // 02:00–02:59 comes twice: what has begun stays begun.
    ['Europe/Berlin', 2, '2026-10-25T00:00:00Z', '2026-10-25'],
    ['Europe/Berlin', 2, '2026-10-25T01:00:00Z', '2026-10-25'],
    ['Antarctica/Troll', 2, '2026-10-25T00:30:00Z', '2026-10-25'],
    ['Antarctica/Troll', 2, '2026-10-25T01:30:00Z', '2026-10-25'],
    // The island crossed the date line and left out 30 December 2011.
    ['Pacific/Apia', 0, '2011-12-30T09:59:59Z', '2011-12-29'],
    ['Pacific/Apia', 0, '2011-12-30T10:00:00Z', '2011-12-31'],
  ])('%s, from %i:00, %s → %s', (timeZone, dayStartHour, instant, expected) => {
    expect(toIsoDate(learnerDayOf(new Date(instant), { timeZone, dayStartHour }))).toBe(expected)
  })

  it('is the date on the wall, less the day start, unless an overlap has begun the next day', () => {
    fc.assert(
      fc.property(anywhere, anyHour, ({ timeZone, instant }, dayStartHour) => {
        const actual = learnerDayOf(instant, { timeZone, dayStartHour })
        const byWall = Math.floor(
          (readWallTime(instant.getTime(), timeZone) - dayStartHour * 3_600_000) / 86_400_000,
        )
        if (actual !== byWall) {
          expect(actual).toBe(byWall + 1)
          const [first, second] = findInstants(actual * 86_400_000 + dayStartHour * 3_600_000, timeZone)
          expect(first).toBeLessThanOrEqual(instant.getTime())
          expect(second).toBeGreaterThan(instant.getTime())
        }
      }),
      { numRuns: 3000 },
    )
  })

  it('never falls as time goes on', () => {
    fc.assert(
      fc.property(
        anywhere,
        anyHour,
        fc.integer({ min: 0, max: 72 * 3600_000 }),
        ({ timeZone, instant }, dayStartHour, laterMs) => {
          const at = { timeZone, dayStartHour }
          const later = new Date(instant.getTime() + laterMs)
          expect(learnerDayOf(later, at)).toBeGreaterThanOrEqual(learnerDayOf(instant, at))
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('refuses an invalid date and an unknown zone', () => {
    expect(() => learnerDayOf(new Date(Number.NaN), clock('UTC'))).toThrow('Invalid date')
    expect(() => learnerDayOf(new Date(0), clock('Mars/Base'))).toThrow(
      'Unknown time zone "Mars/Base": expected an IANA name such as Europe/Berlin',
    )
  })
})

describe('startOfLearnerDay', () => {
  it.each([
    ['UTC', 4, '2026-05-10', '2026-05-10T04:00:00.000Z'],
    ['Europe/Berlin', 4, '2026-03-29', '2026-03-29T02:00:00.000Z'],
    ['Europe/Berlin', 2, '2026-03-29', '2026-03-29T01:00:00.000Z'],
    ['Europe/Berlin', 2, '2026-10-25', '2026-10-25T00:00:00.000Z'],
    ['Antarctica/Troll', 2, '2026-03-29', '2026-03-29T01:00:00.000Z'],
    ['Australia/Lord_Howe', 2, '2026-10-04', '2026-10-03T15:30:00.000Z'],
    ['Pacific/Apia', 4, '2011-12-30', '2011-12-30T10:00:00.000Z'],
    ['Pacific/Apia', 4, '2011-12-31', '2011-12-30T14:00:00.000Z'],
  ])('%s, from %i:00, %s → %s', (timeZone, dayStartHour, text, expected) => {
    expect(startOfLearnerDay(day(text), { timeZone, dayStartHour }).toISOString()).toBe(expected)
  })

  it('is the first instant of its day', () => {
    fc.assert(
      fc.property(anywhere, anyHour, ({ timeZone, instant }, dayStartHour) => {
        const at = { timeZone, dayStartHour }
        const today = learnerDayOf(instant, at)
        const start = startOfLearnerDay(today, at)
        expect(start.getTime()).toBeLessThanOrEqual(instant.getTime())
        expect(startOfLearnerDay(today + 1, at).getTime()).toBeGreaterThan(instant.getTime())
        expect(learnerDayOf(start, at)).toBe(today)
        expect(learnerDayOf(new Date(start.getTime() - 1), at)).toBeLessThan(today)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('addLearnerDays', () => {
  it.each([
    ['UTC', '2026-05-10T09:00:00Z', 1, '2026-05-11T09:00:00.000Z'],
    ['Europe/Berlin', '2026-03-28T08:00:00Z', 1, '2026-03-29T07:00:00.000Z'],
    // 02:30 does not exist and becomes 03:30.
    ['Europe/Berlin', '2026-03-28T01:30:00Z', 1, '2026-03-29T01:30:00.000Z'],
    // 02:30 comes twice: the first.
    ['Europe/Berlin', '2026-10-24T00:30:00Z', 1, '2026-10-25T00:30:00.000Z'],
    // No days leave even the second 02:30 as it is.
    ['Europe/Berlin', '2026-10-25T01:30:00Z', 0, '2026-10-25T01:30:00.000Z'],
    ['Australia/Lord_Howe', '2026-10-02T15:45:00Z', 1, '2026-10-03T15:45:00.000Z'],
    ['Pacific/Apia', '2011-12-29T22:00:00Z', 1, '2011-12-30T22:00:00.000Z'],
    ['Pacific/Apia', '2011-12-29T22:00:00Z', 2, '2011-12-30T22:00:00.000Z'],
    ['Pacific/Apia', '2011-12-29T22:00:00Z', 3, '2011-12-31T22:00:00.000Z'],
    ['America/New_York', '2026-03-08T07:00:00Z', -1, '2026-03-07T08:00:00.000Z'],
  ])('%s: %s + %i d → %s', (timeZone, from, days, expected) => {
    expect(addLearnerDays(new Date(from), days, clock(timeZone)).toISOString()).toBe(expected)
  })

  it('keeps the wall time: the earlier of two, and moved forward when there is none', () => {
    fc.assert(
      fc.property(
        anywhere,
        fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: -400, max: 3650 })),
        ({ timeZone, instant }, days) => {
          const added = addLearnerDays(instant, days, clock(timeZone)).getTime()
          if (days === 0) {
            expect(added).toBe(instant.getTime())
            return
          }
          const wantedMs = readWallTime(instant.getTime(), timeZone) + days * 86_400_000
          const [earliest] = findInstants(wantedMs, timeZone)
          if (earliest !== undefined) {
            expect(added).toBe(earliest)
            return
          }
          const gapMs = readWallTime(added, timeZone) - wantedMs
          expect(gapMs).toBeGreaterThan(0)
          // Before a gap as long as the shift, the wall time would have been the wanted one.
          expect(gapMs).toBe(
            readWallTime(added, timeZone) - added - (readWallTime(added - gapMs, timeZone) - (added - gapMs)),
          )
        },
      ),
      { numRuns: 2000 },
    )
  })
})

describe('time zones', () => {
  it.each([
    ['Europe/Berlin', true],
    ['UTC', true],
    ['Etc/GMT+5', true],
    ['US/Eastern', true],
    ['Mars/Base', false],
    ['+01:00', false],
    ['', false],
    ['Europe/Berlin\u0000', false],
    ['Etc/Unknown', false],
  ])('%j is one: %s', (name, expected) => {
    expect(isTimeZone(name)).toBe(expected)
  })
})

describe('ISO dates', () => {
  it.each([
    ['1970-01-01', 0],
    ['2024-02-29', 19_782],
    ['0001-01-01', -719_162],
    ['9999-12-31', 2_932_896],
  ])('%s is day %i', (text, expected) => {
    expect(fromIsoDate(text)).toBe(expected)
    expect(toIsoDate(expected)).toBe(text)
  })

  it.each([
    '',
    '2023-02-29',
    '2024-13-01',
    '2024-1-1',
    '0000-01-01',
    '2024-02-29T00:00:00Z',
    '+012024-01-01',
  ])('refuses %j', text => {
    expect(() => fromIsoDate(text)).toThrow(`Invalid date "${text}": expected YYYY-MM-DD`)
  })

  it.each([Number.NaN, 0.5, -719_163, 2_932_897])('refuses day %d', day => {
    expect(() => toIsoDate(day)).toThrow('Invalid day')
  })
})
