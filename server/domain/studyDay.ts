/**
 * The learner's calendar: a learner day runs from `dayStartHour` on the wall clock of an IANA time zone to
 * the next one. Offsets come from Intl and are remembered per zone, because one Intl call costs about as
 * much as rating a card four times.
 */

import { InvalidInput } from './errors.ts'
import { quoteValue } from './textFaults.ts'

/** Whole days since 1970-01-01 of the learner's own calendar. */
export type LearnerDay = number

/** What turns an instant into a learner day; `dayStartHour` is 0–23 on the wall clock. */
export interface LearnerClock {
  readonly timeZone: string
  readonly dayStartHour: number
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** No zone was ever farther from UTC (Manila until 1844: −15:56). */
const widestOffsetMs = 16 * hourMs
/** Offsets are remembered in blocks with one change at most: no zone made two within a week (Recife, 2000). */
const blockMs = 4 * dayMs
const maximumZones = 500
/** Enough for the hundred years the longest interval looks ahead. */
const maximumBlocksPerZone = 16_384
/** 0001-01-01 and 9999-12-31: what four digits of a year can say. */
const firstDay = -719_162
const lastDay = 2_932_896

/** An offset that holds for a whole block, or the one change within it. */
type OffsetBlock = number | { readonly changesAt: number; readonly before: number; readonly after: number }

interface Zone {
  readonly format: Intl.DateTimeFormat
  readonly blocks: Map<number, OffsetBlock>
}

const zones = new Map<string, Zone>()

function findZone(timeZone: string): Zone {
  const known = zones.get(timeZone)
  if (known) return known
  if (!isTimeZone(timeZone)) throw new InvalidInput('timeZone', describeUnknownTimeZone(timeZone))
  const zone: Zone = {
    format: new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }),
    blocks: new Map(),
  }
  // The oldest goes: names are few, but their spellings (europe/berlin) are not.
  if (zones.size >= maximumZones) zones.delete(zones.keys().next().value!)
  zones.set(timeZone, zone)
  return zone
}

/** Whether Intl knows the name as an IANA zone. Bare offsets such as `+01:00` are not names. */
export function isTimeZone(name: string): boolean {
  if (zones.has(name)) return true
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** The sentence for a time zone nobody knows. */
export function describeUnknownTimeZone(name: string): string {
  return `Unknown time zone ${quoteValue(name)}: expected an IANA name such as Europe/Berlin`
}

/** Asks Intl: '1/1/1970, GMT-04:56:02' → ms east of UTC. */
function readOffset(format: Intl.DateTimeFormat, instantMs: number): number {
  const [, sign, hours, minutes, seconds] = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(
    format.format(instantMs),
  )!
  const offsetMs = ((Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds ?? 0)) * 1000
  return sign === '-' ? -offsetMs : offsetMs
}

function readBlock(format: Intl.DateTimeFormat, block: number): OffsetBlock {
  let low = block * blockMs
  let high = low + blockMs
  const before = readOffset(format, low)
  const after = readOffset(format, high)
  if (before === after) return before
  while (high - low > 1000) {
    const middle = low + Math.floor((high - low) / 2000) * 1000
    if (readOffset(format, middle) === before) low = middle
    else high = middle
  }
  return { changesAt: high, before, after }
}

function findBlock(zone: Zone, index: number): OffsetBlock {
  let block = zone.blocks.get(index)
  if (block === undefined) {
    if (zone.blocks.size >= maximumBlocksPerZone) zone.blocks.clear()
    block = readBlock(zone.format, index)
    zone.blocks.set(index, block)
  }
  return block
}

function offsetAt(zone: Zone, instantMs: number): number {
  const block = findBlock(zone, Math.floor(instantMs / blockMs))
  if (typeof block === 'number') return block
  return instantMs < block.changesAt ? block.before : block.after
}

/** The change of offset after one instant and not after another. */
function findChange(zone: Zone, afterMs: number, untilMs: number): number {
  for (let index = Math.floor(afterMs / blockMs); index * blockMs <= untilMs; index++) {
    const block = findBlock(zone, index)
    if (typeof block === 'object' && block.changesAt > afterMs && block.changesAt <= untilMs) {
      return block.changesAt
    }
  }
  return untilMs
}

/**
 * Wall time (as if it were UTC) → instant; in an overlap the earlier. A time skipped by a gap is moved
 * forward by the gap, or to the first moment after it.
 */
function fromWallTime(zone: Zone, wallMs: number, skipped: 'forward' | 'endOfGap'): number {
  const before = offsetAt(zone, wallMs - widestOffsetMs)
  const after = offsetAt(zone, wallMs + widestOffsetMs)
  const byBefore = wallMs - before
  if (before === after || offsetAt(zone, byBefore) === before) return byBefore
  const byAfter = wallMs - after
  if (offsetAt(zone, byAfter) === after) return byAfter
  return skipped === 'forward' ? byBefore : findChange(zone, byAfter, byBefore)
}

function readInstant(instant: Date): number {
  const instantMs = instant.getTime()
  if (Number.isNaN(instantMs)) throw new InvalidInput('instant', 'Invalid date: expected a point in time.')
  return instantMs
}

function findDayStart(zone: Zone, day: LearnerDay, dayStartHour: number): number {
  return fromWallTime(zone, day * dayMs + dayStartHour * hourMs, 'endOfGap')
}

/**
 * The learner day an instant belongs to. Never falls as time goes on, also where the clock is set back
 * across the start of a day: the day has then begun.
 *
 * @throws InvalidInput for an invalid date or an unknown time zone
 */
export function learnerDayOf(instant: Date, clock: LearnerClock): LearnerDay {
  const instantMs = readInstant(instant)
  const zone = findZone(clock.timeZone)
  const wallMs = instantMs + offsetAt(zone, instantMs)
  const day = Math.floor((wallMs - clock.dayStartHour * hourMs) / dayMs)
  return instantMs >= findDayStart(zone, day + 1, clock.dayStartHour) ? day + 1 : day
}

/**
 * The first instant of a learner day. Where the hour is skipped (gap) the first moment after it, where it
 * comes twice (overlap) the earlier.
 *
 * @throws InvalidInput for an unknown time zone
 */
export function startOfLearnerDay(day: LearnerDay, clock: LearnerClock): Date {
  return new Date(findDayStart(findZone(clock.timeZone), day, clock.dayStartHour))
}

/**
 * Adds whole days to the local wall time: 09:00 stays 09:00 when the clocks change. In a gap the time is
 * moved forward by the gap, in an overlap the earlier of both is meant; no days, no change.
 *
 * @throws InvalidInput for an invalid date or an unknown time zone
 */
export function addLearnerDays(instant: Date, days: number, clock: LearnerClock): Date {
  const instantMs = readInstant(instant)
  // Not by way of the wall clock: the second pass of an overlap would become the first.
  if (days === 0) return new Date(instantMs)
  const zone = findZone(clock.timeZone)
  return new Date(fromWallTime(zone, instantMs + offsetAt(zone, instantMs) + days * dayMs, 'forward'))
}

/**
 * 'YYYY-MM-DD'.
 *
 * @throws InvalidInput for a day outside the years 1–9999
 */
export function toIsoDate(day: LearnerDay): string {
  if (!(Number.isInteger(day) && day >= firstDay && day <= lastDay)) {
    throw new InvalidInput('date', `Invalid day ${day}: expected a whole number of days within years 1–9999`)
  }
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

/**
 * Reads 'YYYY-MM-DD'.
 *
 * @throws InvalidInput for another form or a day that no calendar has
 */
export function fromIsoDate(text: string): LearnerDay {
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) / dayMs : Number.NaN
  if (!(day >= firstDay) || toIsoDate(day) !== text) {
    throw new InvalidInput('date', `Invalid date ${quoteValue(text)}: expected YYYY-MM-DD`)
  }
  return day
}
