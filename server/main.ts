import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import packageJson from '../package.json' with { type: 'json' }
import type { Generator } from './ai/generator.ts'
import { createGenerator } from './ai/modelGenerator.ts'
import { createChat } from './ai/openaiChat.ts'
import { createAuth } from './auth/auth.ts'
import { createMail } from './auth/mail.ts'
import { keepAuthSecret } from './authSecret.ts'
import { type Database, openDatabase } from './db/client.ts'
import { migrate } from './db/migrate.ts'
import { createNotifications } from './db/notifications.ts'
import { type Env, loadEnv } from './env.ts'
import { createContext } from './graphql/context.ts'
import { createJobEvents } from './graphql/jobEvents.ts'
import { schema } from './graphql/schema.ts'
import { createGraphqlServer } from './graphql/server.ts'
import { createSubscriptions } from './graphql/subscriptions.ts'
import { startHousekeeping } from './housekeeping.ts'
import { createApp } from './http/app.ts'
import { listen } from './http/listen.ts'
import { currentRequestId } from './http/requestScope.ts'
import { isQueueServed } from './jobs/claims.ts'
import { createGenerationWork } from './jobs/generation.ts'
import type { JobQueue, JobQueueParts } from './jobs/queue.ts'
import { createLogger } from './logger.ts'
import { abandonGeneration } from './services/abandonGeneration.ts'
import { loadCuratedTrees } from './services/curatedTrees.ts'
import { markCuratedTopics } from './services/topics.ts'
import { StartError } from './startError.ts'

const webDir = fileURLToPath(new URL('../dist/web', import.meta.url))
const curatedFolder = fileURLToPath(new URL('../prisma/curated', import.meta.url))

/** Requests get this long to finish when the process is told to stop; all of stopping, two seconds more. */
const requestPatienceMs = 7_000
/** Jobs stop at once and go on later; this is for saving where they are. */
const jobPatienceMs = 3_000
/**
 * They wait for the model most of the time. How many one learner may have is limited apart from this, but not how
 * long they take, and the oldest come first: thirteen learners with four branches of a hundred nodes each keep
 * everyone else waiting until the first branch is done.
 */
const jobsAtATime = 50
const stopPatienceMs = 9_000

try {
  const given = loadEnv()
  const logger = createLogger(given)
  const env = { ...given, authSecret: given.authSecret ?? (await keepAuthSecret(given.dataDir)) }
  const stop = await start(env, logger)
  stopOnSignal(stop, logger)
  console.log(`Memoryloop is ready at ${env.appUrl}`)
} catch (error) {
  // Whoever started it can act on a StartError; anything else is a fault of ours, with its place.
  console.error(error instanceof StartError ? error.message : error)
  process.exit(1)
}

/** Everything in its order: database, accounts, API, HTTP. Returns what takes it down again. */
async function start(env: Env, logger: Logger): Promise<() => Promise<void>> {
  const [database, curatedTrees] = await Promise.all([
    openDatabase({ databaseUrl: env.databaseUrl, dataDir: env.dataDir, logger }),
    loadCuratedTrees(curatedFolder),
  ])
  const { db } = database
  try {
    const applied = await migrate(database)
    if (applied.length > 0) logger.info({ migrations: applied }, 'The database was brought up to date')

    const mail = createMail(env, logger)
    const auth = createAuth({ db, env, mail, logger })
    await auth.appointAdministrator()
    await markCuratedTopics(db, curatedTrees)
    const notifications = await createNotifications(database)
    const jobEvents = createJobEvents(notifications)
    const generator = createModel(env, logger)
    const jobs =
      generator && (await openJobQueue({ database, notifications, logger, concurrency: jobsAtATime }))
    if (!generator) await abandonJobs(database, logger)
    const generation = jobs && { allowsGuests: env.aiForGuests, enqueue: jobs.enqueue }
    const { version } = packageJson
    const {
      app,
      sockets,
      close: closeApp,
    } = await createApp({
      env,
      db,
      auth,
      logger,
      webDir,
      graphqlServer: createGraphqlServer({ schema, logger, currentRequestId }),
      subscriptions: createSubscriptions(schema, logger),
      createContext: request =>
        createContext({ ...request, db, curatedTrees, generation, jobEvents, version }),
    })
    const server = await listen(app, env.host, env.port, sockets.upgrade)
    if (generator) await jobs?.start(createGenerationWork({ db, generator, now: () => new Date(), logger }))
    const housekeeping = startHousekeeping(database, logger)
    return async () => {
      await Promise.all([sockets.close(), server.stop(requestPatienceMs), jobs?.stop(jobPatienceMs)])
      await housekeeping.stop()
      await closeApp()
      await notifications.close()
      mail.close()
      await database.close()
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** The language model; null where none is set up. */
function createModel(env: Env, logger: Logger): Generator | null {
  const { openaiApiKey: apiKey, openaiBaseUrl: baseUrl, openaiModel: model } = env
  return apiKey || baseUrl ? createGenerator(createChat({ apiKey, baseUrl, model, logger })) : null
}

/**
 * Jobs from when there was a model would wait for ever. Processes that share a database may be set up differently:
 * while one of them is at work, all are left to it. Whoever died less than ten seconds ago still seems to be; the
 * next start makes up for it.
 */
async function abandonJobs(database: Database, logger: Logger): Promise<void> {
  if (await isQueueServed(database)) return
  const jobCount = await abandonGeneration(database.db)
  if (jobCount > 0) logger.warn({ jobCount }, 'No language model is set up any more: unfinished jobs failed')
}

/** Its library is loaded only where there is work for it: it takes 10 MB. */
async function openJobQueue(parts: JobQueueParts): Promise<JobQueue> {
  const { createJobQueue } = await import('./jobs/queue.ts')
  return createJobQueue(parts)
}

function stopOnSignal(stop: () => Promise<void>, logger: Logger): void {
  let isStopping = false
  const onSignal = async (signal: NodeJS.Signals) => {
    if (isStopping) return
    isStopping = true
    logger.info({ signal }, 'Stopping')
    // Nothing may hold a process that was told to go.
    setTimeout(() => process.exit(0), stopPatienceMs).unref()
    try {
      await stop()
      process.exit(0)
    } catch (error) {
      logger.fatal({ err: error }, 'Stopping failed')
      process.exit(1)
    }
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}
