import { expect, test } from 'vitest'
import { type DatabaseFault, databaseFault } from './databaseFault.ts'

const driverError = (cause: object) => Object.assign(new Error('DriverAdapterError'), { cause })
const prismaError = (code: string, cause?: object) =>
  Object.assign(new Error('Invalid invocation'), {
    code,
    meta: cause && { driverAdapterError: driverError(cause) },
  })

test.each<[string, unknown, DatabaseFault]>([
  ['a write conflict', prismaError('P2034'), 'collision'],
  ['a deadlock in raw SQL', prismaError('P2010', { originalCode: '40P01' }), 'collision'],
  ['a serialization failure at COMMIT', driverError({ originalCode: '40001' }), 'collision'],
  ['a serialization failure from pg itself', { code: '40001' }, 'collision'],
  ['no turn for a transaction', prismaError('P2028'), 'unavailable'],
  ['a server that shuts down', prismaError('P2010', { originalCode: '57P01' }), 'unavailable'],
  ['a refused connection', Object.assign(new Error(), { code: 'ECONNREFUSED' }), 'unavailable'],
  ['a closed connection', driverError({ kind: 'ConnectionClosed' }), 'unavailable'],
  ['a cut connection', new Error('Connection terminated unexpectedly'), 'unavailable'],
  ['a pool that waited in vain', new Error('timeout exceeded when trying to connect'), 'unavailable'],
  ['a violated unique constraint', prismaError('P2002', { originalCode: '23505' }), 'other'],
  ['an error of ours', new TypeError('x is not a function'), 'other'],
  ['no error at all', undefined, 'other'],
])('%s', (_name, error, fault) => {
  expect(databaseFault(error)).toBe(fault)
})

test('errors that contain themselves end', () => {
  const error: { cause?: unknown } = {}
  error.cause = error
  expect(databaseFault(error)).toBe('other')
})
