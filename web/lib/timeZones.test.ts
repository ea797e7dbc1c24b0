import { expect, test } from 'vitest'
import { listTimeZones, printTimeZone } from './timeZones.ts'

test('the list holds UTC and the zones asked for, once each', () => {
  const zones = listTimeZones('Europe/Berlin', 'Etc/Unknown')
  expect(zones).toContain('UTC')
  expect(zones).toContain('Etc/Unknown')
  expect(zones.filter(zone => zone === 'Europe/Berlin')).toHaveLength(1)
})

test('a zone is printed with spaces', () => {
  expect(printTimeZone('America/Argentina/Buenos_Aires')).toBe('America / Argentina / Buenos Aires')
})
