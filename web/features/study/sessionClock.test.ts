import { describe, expect, it } from 'vitest'
import { announceRemaining, formatRemaining, readClock, remainingMs } from './sessionClock.ts'

const startedAt = '2025-03-01T09:00:00.000Z'
const startedAtMs = Date.parse(startedAt)

it.each([
  [
    { mode: 'TIMED', startedAt, durationSeconds: 60 },
    { startedAtMs, durationMs: 60_000 },
  ],
  [{ mode: 'TIMED', startedAt, durationSeconds: null }, null],
  [{ mode: 'FLASHCARD', startedAt, durationSeconds: 60 }, null],
])('the clock of %j', (session, clock) => {
  expect(readClock(session)).toEqual(clock)
})

describe('remainingMs', () => {
  it.each([
    [0, 60_000],
    [20_000, 40_000],
    [60_000, 0],
    [90_000, 0],
    [-30_000, 60_000],
  ])('%d ms after the start', (afterMs, left) => {
    expect(remainingMs({ startedAtMs, durationMs: 60_000 }, startedAtMs + afterMs)).toBe(left)
  })
})

it.each([
  [300_000, '5:00'],
  [59_001, '1:00'],
  [9_000, '0:09'],
  [0, '0:00'],
])('%d ms are written %s', (ms, text) => {
  expect(formatRemaining(ms)).toBe(text)
})

it.each([
  [61_000, ''],
  [60_000, 'One minute left'],
  [50_000, ''],
  [10_000, 'Ten seconds left'],
  [4_000, ''],
])('at %d ms is said "%s"', (ms, text) => {
  expect(announceRemaining(ms)).toBe(text)
})
