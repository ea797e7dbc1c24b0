import { expect, test } from 'vitest'
import { shouldAskForZone } from './timeZoneChoice.ts'

test.each([
  ['at home', 'Europe/Berlin', 'Europe/Berlin', null, false],
  ['after a journey', 'Europe/Berlin', 'Asia/Tokyo', null, true],
  ['once the old one was kept', 'Europe/Berlin', 'Asia/Tokyo', 'Europe/Berlin Asia/Tokyo', false],
  ['at the next place', 'Europe/Berlin', 'Asia/Seoul', 'Europe/Berlin Asia/Tokyo', true],
  ['where one zone has two names', 'Asia/Kolkata', 'Asia/Calcutta', null, false],
  ['where the saved one is unknown here', 'Mars/Base', 'Asia/Tokyo', null, true],
])('%s', (_when, saved, detected, kept, expected) => {
  expect(shouldAskForZone({ saved, detected, kept })).toBe(expected)
})
