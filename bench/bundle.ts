import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Bench } from './bench.ts'
import { projectFolder } from './peerPackages.ts'
import { threeDigits } from './report.ts'

const webFolder = join(projectFolder, 'dist/web')

/** JavaScript a browser loads before the goals page can be used, compressed as it is served. */
export const bundle: Bench = {
  needsPostgres: false,
  async run() {
    const entries = [...readPage().matchAll(/<script[^>]+src="([^"]+\.js)"/g)].map(([, file]) =>
      basename(file!),
    )
    const files = withImports([...entries, findRoute('GoalsRoute')])
    const bytes = Object.fromEntries(files.map(file => [file, gzipSync(readAsset(file)).length]))
    const kilobytes = Object.values(bytes).reduce((sum, size) => sum + size, 0) / 1000
    return [
      {
        name: 'JavaScript of the goals page, gzip',
        ours: `${threeDigits(kilobytes)} kB in ${files.length} files`,
        value: kilobytes,
        unit: 'kB',
        must: 250,
        aim: 150,
        better: 'lower',
        details: { bytes },
      },
    ]
  },
}

function readPage(): string {
  try {
    return readFileSync(join(webFolder, 'index.html'), 'utf8')
  } catch {
    throw new Error('dist/web/index.html is missing: expected the pages that `npm start` builds.')
  }
}

function findRoute(name: string): string {
  const file = readdirSync(join(webFolder, 'assets')).find(
    asset => asset.startsWith(`${name}-`) && asset.endsWith('.js'),
  )
  if (!file) throw new Error(`dist/web/assets has no ${name}-….js: expected a chunk for each route.`)
  return file
}

/** Files and all they import statically, which a browser must have before it runs the first of them. */
function withImports(files: string[]): string[] {
  const found = new Set<string>()
  const waiting = [...files]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue
    found.add(file)
    const source = readAsset(file)
    for (const [, imported] of source.matchAll(
      /(?:import|export)(?:[\s{*][^'"`;()]*?from)?\s*["']\.\/([^"']+\.js)["']/g,
    )) {
      waiting.push(imported!)
    }
  }
  return [...found].sort()
}

function readAsset(file: string): string {
  // The page's own scripts, such as the theme's, stand beside the assets.
  const folders = [join(webFolder, 'assets'), webFolder]
  for (const folder of folders) {
    try {
      return readFileSync(join(folder, file), 'utf8')
    } catch {}
  }
  throw new Error(`dist/web has no ${file}, which the goals page loads.`)
}
