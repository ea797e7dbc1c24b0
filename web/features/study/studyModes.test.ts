import { beforeEach, expect, test } from 'vitest'
import { describeClock, parseMode, readLastClock, readLastMode, rememberMode } from './studyModes.ts'

beforeEach(() => localStorage.clear())

test('until something was studied it is flip cards, and five minutes', () => {
  expect([readLastMode(), readLastClock()]).toEqual(['FLASHCARD', 5])
})

test('the mode and the clock are remembered; a mode without a clock leaves the clock as it was', () => {
  rememberMode('TIMED', 0)
  rememberMode('MIXED', undefined)
  expect([readLastMode(), readLastClock()]).toEqual(['MIXED', 0])
})

test('a timed challenge is not what Study starts next', () => {
  rememberMode('TIMED', 10)
  expect([readLastMode(), readLastClock()]).toEqual(['FLASHCARD', 10])
})

test('what else may stand in the storage is not believed', () => {
  localStorage.setItem('memoryloop.studyMode', 'FAST')
  localStorage.setItem('memoryloop.clockMinutes', '7')
  expect([readLastMode(), readLastClock()]).toEqual(['FLASHCARD', 5])
})

test.each([
  ['TIMED', 'TIMED'],
  ['timed', undefined],
  [undefined, undefined],
  [3, undefined],
])('the mode %j', (value, mode) => {
  expect(parseMode(value)).toBe(mode)
})

test.each([
  [0, 'No clock'],
  [1, '1 minute'],
  [20, '20 minutes'],
])('a clock of %d', (minutes, text) => {
  expect(describeClock(minutes)).toBe(text)
})
