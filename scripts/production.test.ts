import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What a program sees that is started as `npm start` starts the server. */
function start(env: NodeJS.ProcessEnv): [mode: string, cache: string] {
  const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
  const [command, ...args] = (scripts.start as string).split(' ')
  expect([command, args.at(-1)]).toEqual(['node', 'server/main.ts'])
  const program =
    'console.log(JSON.stringify([process.env.NODE_ENV, require("node:module").getCompileCacheDir()]))'
  const { NODE_ENV, ...inherited } = process.env
  const options = { cwd: root, env: { ...inherited, ...env }, encoding: 'utf8' } as const
  return JSON.parse(execFileSync(process.execPath, [...args.slice(0, -1), '-e', program], options))
}

it('starts for production and keeps what was compiled', () => {
  const [mode, cache] = start({})
  expect(mode).toBe('production')
  expect(cache).toContain('memoryloop')
})

it('starts as it is told', () => {
  expect(start({ NODE_ENV: 'development' })[0]).toBe('development')
})
