import { expect, it } from 'vitest'
import { nameNetwork } from './graphqlRoute.ts'

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  [undefined, 'unknown'],
])('%s belongs to %s', (address, network) => {
  expect(nameNetwork(address)).toBe(network)
})
