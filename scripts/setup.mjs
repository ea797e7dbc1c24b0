// Brings a checkout up to date: npm start, npm run dev, npm test and npm run check call it first. Does only
// what is out of date. Has no dependency and runs on the Node that the machine has.
//
//   node scripts/setup.mjs start|dev|test
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hashFiles, isInstalled, openStamps, readJson } from './freshness.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const bin = join(modules, '.bin')
const isWindows = process.platform === 'win32'

const mode = process.argv[2] ?? ''
if (!['start', 'dev', 'test'].includes(mode)) {
  fail(`Invalid mode "${mode}": expected node scripts/setup.mjs start, dev or test`)
}

installPackages()
const stamps = openStamps(join(modules, '.cache', 'memoryloop', 'setup.json'))
const lockHash = hashFiles(root, ['package-lock.json'])

makeUpToDate({
  name: 'database client',
  announcement: 'Generating the database client',
  from: hashFiles(root, ['prisma/schema.prisma', 'prisma.config.ts']) + lockHash,
  output: 'server/db/generated/prisma/client.ts',
  command: ['prisma', 'generate', '--no-hints'],
})
makeUpToDate({
  name: 'GraphQL documents',
  announcement: 'Generating the types of GraphQL documents',
  from: hashFiles(root, ['schema.graphql', 'codegen.ts', 'web'], isNoDocument) + lockHash,
  output: 'web/gql/graphql.ts',
  command: ['graphql-codegen'],
})
if (mode !== 'dev') {
  makeUpToDate({
    name: 'web app',
    announcement: 'Building the web app',
    from: hashFiles(root, ['schema.graphql', 'codegen.ts', 'web'], isNoSource) + lockHash,
    output: 'dist/web/index.html',
    command: ['vite', 'build', '--config', 'web/vite.config.ts', '--logLevel', 'warn'],
  })
}

function installPackages() {
  const lock = readJson(join(root, 'package-lock.json'))
  const installed = readJson(join(modules, '.package-lock.json'))
  const isRight = lock ? isInstalled(lock, installed) : installed !== undefined
  // No install scripts: one would download from elsewhere, and npm would warn of each.
  if (!isRight) {
    run(
      'Installing packages',
      ['npm', lock ? 'ci' : 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
      {
        path: pathWithoutBin(),
      },
    )
  }
  if (runsPinnedNode()) return
  // Its script fetches the binary of this platform from the npm registry; then npm links it.
  run('Installing Node', ['npm', 'rebuild', 'node', '--ignore-scripts=false', '--loglevel=error'], {
    path: pathWithoutBin(),
  })
  if (!runsPinnedNode()) fail(`Installing Node failed: ${join(bin, 'node')} does not run`)
}

function runsPinnedNode() {
  const { version } = readJson(join(modules, 'node', 'package.json')) ?? {}
  const { stdout } = spawnSync(join(bin, 'node'), ['--version'], { encoding: 'utf8', shell: isWindows })
  return stdout?.trim() === `v${version}`
}

/** @param {{ name: string, announcement: string, from: string, output: string, command: string[] }} step */
function makeUpToDate({ name, announcement, from, output, command }) {
  if (stamps.has(name, from) && existsSync(join(root, output))) return
  run(announcement, command, { path: [bin, process.env.PATH].join(delimiter) })
  stamps.set(name, from)
}

/**
 * Runs a step; what it prints is shown only when it fails.
 * @param {string} announcement @param {string[]} command @param {{ path: string }} options
 */
function run(announcement, [program = '', ...args], { path }) {
  console.log(`${announcement} …`)
  const { status, signal, error, stdout, stderr } = spawnSync(program, args, {
    cwd: root,
    env: { ...process.env, PATH: path },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: isWindows,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (status === 0) return
  process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`)
  fail(
    `${announcement} failed: ${program} ${args.join(' ')}: ${error?.message ?? signal ?? `exit ${status}`}`,
    status ?? 1,
  )
}

/** npm must not run on the Node it is about to replace. */
function pathWithoutBin() {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter(folder => !folder.endsWith(join('node_modules', '.bin')))
    .join(delimiter)
}

/** @param {string} path */
function isNoSource(path) {
  return path.startsWith('web/gql/') || path.startsWith('web/testing/') || /\.test\.tsx?$/.test(path)
}

/** @param {string} path */
function isNoDocument(path) {
  return path.startsWith('web/gql/') || (path.startsWith('web/') && !/\.tsx?$/.test(path))
}

/** @param {string} message @returns {never} */
function fail(message, code = 1) {
  console.error(message)
  process.exit(code)
}
