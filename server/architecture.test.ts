import { globSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

interface Source {
  path: string
  text: string
  imports: Import[]
}

interface Import {
  /** a file of ours, from the root, or the name of a package */
  target: string
  isPackage: boolean
  isTypeOnly: boolean
}

const sources = globSync(['server/**/*.ts', 'web/**/*.{ts,tsx}', 'scripts/**/*.{ts,mjs}'], { cwd: root })
  .map(path => path.replaceAll('\\', '/'))
  .filter(path => !path.startsWith('web/gql/') && !path.startsWith('server/db/generated/'))
  .map(readSource)
const products = sources.filter(({ path }) => !isTest(path))

function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || /^(server|web)\/testing\//.test(path)
}

function readSource(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8')
  // `import … from 'x'`, `export … from 'x'`, `import 'x'`, `import('x')`
  const pattern = /^\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm
  const imports = [...text.matchAll(pattern)].map(([, type, statically, dynamically]) => {
    const specifier = statically ?? dynamically ?? ''
    const isPackage = !specifier.startsWith('.')
    return {
      target: isPackage ? packageOf(specifier) : posix.join(dirname(path), specifier),
      isPackage,
      isTypeOnly: type !== undefined,
    }
  })
  return { path, text, imports }
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

interface Room {
  /** what lives in this folder … */
  folder: string
  /** … imports from these alone: folders and files of ours, or packages; absent: any package */
  ours: string[]
  packages?: Record<string, string[]>
  instead: string
}

const rooms: Room[] = [
  {
    folder: 'server/domain/',
    ours: ['server/domain/'],
    packages: { 'ts-fsrs': ['scheduling.ts', 'schedulingSettings.ts'], 'csv-parse': ['importText.ts'] },
    instead:
      'The domain decides and does no I/O: load what it needs in server/services and pass it as an argument.',
  },
  {
    folder: 'server/db/',
    ours: ['server/db/', 'server/domain/', 'server/startError.ts'],
    instead: 'The database layer knows the domain only: move what needs more to server/services.',
  },
  {
    folder: 'server/ai/',
    ours: ['server/ai/', 'server/domain/'],
    instead: 'The AI layer knows the domain only: move what needs more to server/services or server/jobs.',
  },
  {
    folder: 'server/services/',
    ours: ['server/services/', 'server/domain/', 'server/db/', 'type server/ai/generator.ts'],
    instead:
      'Services know the domain and the database: take anything else as an argument, given by main.ts.',
  },
  {
    folder: 'server/jobs/',
    ours: ['server/jobs/', 'server/services/', 'server/domain/', 'server/db/'],
    instead: 'A job parses its payload and calls a service: put the work into server/services.',
  },
  {
    folder: 'server/auth/',
    ours: ['server/auth/', 'server/services/', 'server/domain/', 'server/db/', 'type server/env.ts'],
    instead: 'Accounts know services: take anything else as an argument, given by main.ts.',
  },
  {
    folder: 'server/graphql/',
    ours: ['server/graphql/', 'server/services/', 'server/domain/', 'server/db/'],
    instead: 'A resolver calls one service, or spreads a Prisma query: put the rest into server/services.',
  },
  {
    folder: 'server/http/',
    ours: [
      'server/http/',
      'server/auth/',
      'server/db/',
      'server/domain/',
      'server/startError.ts',
      'server/graphql/errors.ts',
      'type server/graphql/',
      'type server/env.ts',
    ],
    instead: 'HTTP hands requests on: take the GraphQL server as an argument, given by main.ts.',
  },
  {
    folder: 'web/',
    ours: ['web/'],
    instead: 'The web knows the server by its GraphQL API alone: ask for what you need in a fragment.',
  },
]

test.each(rooms)('$folder imports only what it may', room => {
  const faults = products
    .filter(({ path }) => path.startsWith(room.folder))
    .flatMap(({ path, imports }) =>
      imports.filter(one => !mayImport(room, path, one)).map(({ target }) => `${path} imports ${target}`),
    )
  expect(faults, room.instead).toEqual([])
})

function mayImport(
  { folder, ours, packages }: Room,
  path: string,
  { target, isPackage, isTypeOnly }: Import,
) {
  if (isPackage) return !packages || packages[target]?.some(file => path === `${folder}${file}`) === true
  return ours.some(allowed => {
    const isForTypes = allowed.startsWith('type ')
    return target.startsWith(isForTypes ? allowed.slice(5) : allowed) && (isTypeOnly || !isForTypes)
  })
}

test('a language model is asked in server/ai alone', () => {
  const faults = sources
    .filter(({ path }) => !path.startsWith('server/ai/'))
    .filter(({ imports }) => imports.some(({ target }) => target === 'openai'))
  expect(
    faults.map(({ path }) => path),
    'Take the Chat or the Generator of server/ai as an argument, given by main.ts.',
  ).toEqual([])
})

test('the environment is read in server/env.ts alone', () => {
  const readers = products.filter(
    ({ path, text }) =>
      /\bprocess\.env\b/.test(text) &&
      !path.startsWith('scripts/') &&
      path !== 'server/env.ts' &&
      path !== 'web/vite.config.ts',
  )
  expect(
    readers.map(({ path }) => path),
    'Add the variable to server/env.ts and .env.example, and take its value as an argument.',
  ).toEqual([])
})

test('products do not import what is there for tests', () => {
  const faults = products.flatMap(({ path, imports }) =>
    imports
      .filter(({ target, isPackage }) => (isPackage ? target === 'vitest' : isTest(target)))
      .map(({ target }) => `${path} imports ${target}`),
  )
  expect(faults, 'Move what both need out of the testing folder.').toEqual([])
})

test('imports name the file, with its ending', () => {
  const faults = sources.flatMap(({ path, imports }) =>
    imports
      .filter(({ target, isPackage }) => !isPackage && !/\.(tsx?|mjs|css|json|svg|md)(\?\w+)?$/.test(target))
      .map(({ target }) => `${path} imports ${target}`),
  )
  expect(faults, "Node runs the sources as they are: write './goals.ts', not './goals'.").toEqual([])
})

test('there are no circles', () => {
  expect(
    findCircles(products),
    'Move what both sides need into a file of its own, or pass it as an argument.',
  ).toEqual([])
})

/** Circles of imports that exist at run time; those of types alone are harmless. */
function findCircles(files: Source[]): string[] {
  const targetsOf = new Map(
    files.map(({ path, imports }) => [
      path,
      imports.filter(one => !one.isPackage && !one.isTypeOnly).map(({ target }) => target),
    ]),
  )
  const circles: string[] = []
  const done = new Set<string>()
  const visit = (path: string, trail: string[]) => {
    const start = trail.indexOf(path)
    if (start >= 0) circles.push([...trail.slice(start), path].join(' → '))
    if (start >= 0 || done.has(path)) return
    for (const target of targetsOf.get(path) ?? []) visit(target, [...trail, path])
    done.add(path)
  }
  for (const path of targetsOf.keys()) visit(path, [])
  return circles
}
