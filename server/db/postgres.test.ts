import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { openDatabase } from './client.ts'
import { createStatementNames } from './postgres.ts'

test('a server that cannot be reached is named, its password is not', async () => {
  const probe = createServer()
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as { port: number }
  await new Promise(resolve => probe.close(resolve))
  const databaseUrl = `postgresql://learner:hunter2@127.0.0.1:${port}/memoryloop`
  await expect(openDatabase({ databaseUrl, dataDir: '' })).rejects.toThrow(
    `DATABASE_URL: PostgreSQL at 127.0.0.1:${port} cannot be reached (ECONNREFUSED). Expected a running server.`,
  )
})

const query = (sql: string) => ({ sql, args: [], argTypes: [] })

test('a statement keeps its name', () => {
  const nameOf = createStatementNames('postgresql://localhost/memoryloop')!
  expect(nameOf(query('SELECT 1'))).toBe(nameOf(query('SELECT 1')))
  expect(nameOf(query('SELECT 1'))).not.toBe(nameOf(query('SELECT 2')))
  expect(nameOf(query('SELECT 1')).length).toBeLessThan(64)
})

test('the number of named statements has an end', () => {
  const nameOf = createStatementNames('postgresql://localhost/memoryloop')!
  const names = Array.from({ length: 600 }, (_, index) => nameOf(query(`SELECT ${index}`)))
  expect(names.filter(name => name !== undefined)).toHaveLength(500)
  expect(nameOf(query('SELECT 0'))).toBe(names[0])
})

test('behind PgBouncer nothing is named', () => {
  expect(createStatementNames('postgresql://localhost/memoryloop?pgbouncer=true')).toBeUndefined()
})
