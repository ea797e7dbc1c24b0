import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hashFiles, isInstalled, openStamps, readJson } from './freshness.mjs'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'memoryloop-'))
  mkdirSync(join(root, 'web', 'routes'), { recursive: true })
  writeFileSync(join(root, 'web', 'main.tsx'), 'main')
  writeFileSync(join(root, 'web', 'routes', 'goal.tsx'), 'goal')
})
afterEach(() => rmSync(root, { recursive: true }))

const lock = {
  packages: {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0', optional: true },
  },
}

test.each([
  ['nothing is installed', undefined, false],
  ['everything is', { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } }, true],
  ['all but an optional package', { 'node_modules/a': { version: '1.0.0' } }, true],
  ['a package is missing', { 'node_modules/b': { version: '2.0.0' } }, false],
  ['a package is old', { 'node_modules/a': { version: '0.9.0' } }, false],
  [
    'an optional package is old',
    { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } },
    false,
  ],
])('%s', (_name, packages, expected) => {
  expect(isInstalled(lock, packages && { packages })).toBe(expected)
})

test('a hash changes with content, names and new files, and not with what is left out', () => {
  const hash = () => hashFiles(root, ['web', 'gone'], path => path.endsWith('.test.tsx'))
  const before = hash()
  expect(hash()).toBe(before)
  writeFileSync(join(root, 'web', 'routes', 'goal.test.tsx'), 'test')
  expect(hash()).toBe(before)
  writeFileSync(join(root, 'web', 'routes', 'goal.tsx'), 'changed')
  const changed = hash()
  expect(changed).not.toBe(before)
  writeFileSync(join(root, 'web', 'new.tsx'), '')
  expect(hash()).not.toBe(changed)
})

test('stamps are kept', () => {
  const file = join(root, 'cache', 'setup.json')
  openStamps(file).set('web app', 'abc')
  openStamps(file).set('client', 'def')
  expect(openStamps(file).has('web app', 'abc')).toBe(true)
  expect(openStamps(file).has('web app', 'abd')).toBe(false)
  expect(readJson(file)).toEqual({ 'web app': 'abc', client: 'def' })
  expect(readJson(join(root, 'none.json'))).toBeUndefined()
})
