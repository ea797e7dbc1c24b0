import { expect, test } from 'vitest'
import { checkNumber, checkRetention, formatHour, readSteps, toForm, toInput } from './settingsForm.ts'

const settings = {
  timeZone: 'Europe/Berlin',
  dayStartHour: 4,
  desiredRetention: 0.9,
  newCardsPerDay: 10,
  reviewsPerDay: 200,
  learningSteps: ['1m', '10m'],
  relearningSteps: ['10m'],
  maximumIntervalDays: 36500,
  enableFuzz: true,
}

test('settings go through the form unchanged', () => {
  expect(toInput(toForm(settings))).toEqual(settings)
})

test.each([0.7, 0.85, 0.93, 0.97])('a retention of %f is shown in whole percent', retention => {
  expect(toInput(toForm({ ...settings, desiredRetention: retention })).desiredRetention).toBe(retention)
})

test.each([
  ['1m 10m', ['1m', '10m']],
  [' 1m,10m ; 1d ', ['1m', '10m', '1d']],
  ['', []],
  ['5x', ['5x']],
])('the steps %j are %o', (text, steps) => {
  expect(readSteps(text)).toEqual(steps)
})

test.each([
  ['', 'Enter a number.'],
  ['ten', 'Enter a number.'],
  [0, null],
  [12, null],
])('a field with %j: %s', (value, expected) => {
  expect(checkNumber(value)).toBe(expected)
})

test.each([
  ['', 'Enter a number.'],
  [69, 'Enter a retention from 70 % to 97 %.'],
  [70, null],
  [97, null],
  [98, 'Enter a retention from 70 % to 97 %.'],
])('a retention of %j percent: %s', (value, expected) => {
  expect(checkRetention(value)).toBe(expected)
})

test('hours are printed with two digits', () => {
  expect(formatHour(4)).toBe('04:00')
})
