import { expect, test } from 'vitest'
import { createLogger } from './logger.ts'

test('secrets do not reach the log, wherever they stand', () => {
  const lines: string[] = []
  const logger = createLogger({ logLevel: 'info' }, { write: line => void lines.push(line) })
  logger.info({ token: 'hunter2', req: { headers: { cookie: 'hunter2', authorization: 'hunter2' } } }, 'a')
  logger.warn({ user: { name: 'Learner', password: 'hunter2' } }, 'b')
  logger.debug('not written')
  expect(lines).toHaveLength(2)
  expect(lines.join('')).not.toContain('hunter2')
  expect(JSON.parse(lines[1]!)).toMatchObject({ user: { name: 'Learner', password: '[secret]' }, msg: 'b' })
})
