// Server and web, watched, on one address: npm run dev
//
// Vite answers at PORT and passes the API on to the server, which listens on a port of its own and is
// started again when its sources change. With --practice-model (npm run dev -- --practice-model) trees and
// cards come from a stand-in for a language model, so that no key is needed.
import { type ChildProcess, spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createServer as createViteServer } from 'vite'
import { loadEnv } from '../server/env.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const { port, host } = loadEnv()
const serverPort = await findFreePort()
const apiAddress = `http://127.0.0.1:${serverPort}`
process.env.MEMORYLOOP_SERVER = apiAddress

const children = new Set<ChildProcess>()
const run = (command: string, args: string[], env: NodeJS.ProcessEnv = {}) => {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  children.add(child)
  child.on('exit', () => children.delete(child))
  return child
}
// Whatever ends this process ends the others.
process.on('exit', () => {
  for (const child of children) child.kill('SIGTERM')
})
const finished = (child: ChildProcess) => new Promise(resolve => child.on('exit', resolve))

run(process.execPath, ['--watch', '--watch-preserve-output', 'server/main.ts'], {
  HOST: '127.0.0.1',
  PORT: String(serverPort),
  APP_URL: `http://localhost:${port}`,
  ...(process.argv.includes('--practice-model') && (await runPracticeModel())),
})

const vite = await createViteServer({
  configFile: `${root}web/vite.config.ts`,
  // The explorer's workers are made by Vite's `?worker`, which its bundling of dependencies does not know.
  optimizeDeps: { exclude: ['graphiql/setup-workers/vite', '@graphiql/react/setup-workers/vite'] },
  server: {
    port,
    host,
    strictPort: true,
    proxy: {
      '/graphql': {
        target: apiAddress,
        ws: true,
        // The explorer's page is Vite's too.
        bypass: request => (request.headers.accept?.includes('text/html') ? '/explorer.html' : undefined),
      },
      '/api': { target: apiAddress },
      '/healthz': { target: apiAddress },
      '/readyz': { target: apiAddress },
    },
  },
})
await vite.listen()
console.log(`Memoryloop is watched at http://localhost:${port}`)

// A changed data model is generated anew; the server watches what comes out.
watchFolder('prisma', ['schema.prisma'], () => run('prisma', ['generate', '--no-hints']))
// The printed schema follows the types of the API, and the types of documents follow both.
watchFolder('server/graphql', ['.ts'], () => run(process.execPath, ['scripts/printSchema.ts']))
watchFolder('web', ['.ts', '.tsx'], generateDocuments)
watchFolder('.', ['schema.graphql'], generateDocuments)

/** Starts the stand-in; returns the settings with which the server asks it. */
async function runPracticeModel(): Promise<NodeJS.ProcessEnv> {
  const modelPort = String(await findFreePort())
  run(process.execPath, ['server/testing/practiceModel.ts', modelPort])
  return {
    OPENAI_BASE_URL: `http://127.0.0.1:${modelPort}/v1`,
    OPENAI_MODEL: 'practice-model',
    OPENAI_API_KEY: '',
  }
}

function generateDocuments() {
  return run('graphql-codegen', ['--silent'])
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)

async function stop() {
  const ends = [...children].map(child => {
    child.kill('SIGTERM')
    return finished(child)
  })
  await Promise.all([...ends, vite.close()])
  process.exit(0)
}

/** Runs `work` after changes of files with these endings: once for those that come together, never twice at a time. */
function watchFolder(folder: string, endings: string[], work: () => ChildProcess): void {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<unknown> = Promise.resolve()
  watch(`${root}${folder}`, { recursive: folder !== '.' }, (_event, name) => {
    if (!name || name.startsWith('gql') || !endings.some(ending => name.endsWith(ending))) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      running = running.then(() => finished(work()))
    }, 200)
  })
}

async function findFreePort(): Promise<number> {
  const probe = createTcpServer()
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve))
  const { port: free } = probe.address() as AddressInfo
  await new Promise(resolve => probe.close(resolve))
  return free
}
