import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const benchFolder = fileURLToPath(new URL('.', import.meta.url))
export const projectFolder = fileURLToPath(new URL('..', import.meta.url))

/** The peers have a package.json of their own, so that the product depends on none of them. */
export function installPeers(): void {
  if (existsSync(`${benchFolder}node_modules/postgraphile/package.json`)) return
  console.log('Installing what the product is compared with (bench/package-lock.json) …')
  execFileSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: benchFolder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
}
