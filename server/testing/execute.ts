import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import type { Db } from '../db/client.ts'
import type { Learner } from '../domain/learner.ts'
import { createContext } from '../graphql/context.ts'
import { createJobEvents } from '../graphql/jobEvents.ts'
import { schema } from '../graphql/schema.ts'
import { createGraphqlServer } from '../graphql/server.ts'
import { loadCuratedTrees } from '../services/curatedTrees.ts'
import type { GenerationDoor } from '../services/generationDoor.ts'

const server = createGraphqlServer({ schema, logger: pino({ level: 'silent' }) })
const curatedTrees = await loadCuratedTrees(fileURLToPath(new URL('../../prisma/curated', import.meta.url)))

export interface Answer<T> {
  data: T
  errors: { message: string; path?: readonly (string | number)[]; extensions: Record<string, unknown> }[]
}

/** Someone who sends operations through the whole GraphQL server, without HTTP. */
export interface Caller {
  learner: Learner | null
  /** The answer with its errors. */
  execute<T = never>(operation: string, variables?: object, now?: Date): Promise<Answer<T>>
  /** The data; throws the first error. */
  ask<T = never>(operation: string, variables?: object, now?: Date): Promise<T>
}

/** Nobody is told of changes. */
const silence = { subscribe: () => () => {} }

/** Jobs are saved and wait: nobody does them. */
const untendedDoor: GenerationDoor = { allowsGuests: true, enqueue: async () => {} }

/** A new learner with an account of their own. */
export async function newCaller(db: Db, settings: object = {}): Promise<Caller> {
  const email = `${uuidv7()}@example.org`
  const { id, name } = await db.user.create({ data: { name: 'Learner', email, ...settings } })
  return callerFor(db, { id, name, email, isGuest: false, isAdmin: false })
}

/** A caller of whom nothing is known. */
export function callerFor(
  db: Db,
  learner: Learner | null,
  generation: GenerationDoor | null = untendedDoor,
): Caller {
  async function execute<T>(query: string, variables: object = {}, now?: Date): Promise<Answer<T>> {
    const contextValue = createContext({
      db,
      learner,
      requestId: uuidv7(),
      network: '127.0.0.1',
      curatedTrees,
      generation,
      jobEvents: createJobEvents(silence),
      version: '0.0.0',
      now,
    })
    const response = await server.executeOperation(
      { query, variables: variables as Record<string, unknown> },
      { contextValue },
    )
    if (response.body.kind !== 'single') throw new Error('A single answer was expected.')
    const { data, errors = [] } = response.body.singleResult
    return { data: data as T, errors: errors as Answer<T>['errors'] }
  }
  async function ask<T>(operation: string, variables?: object, now?: Date): Promise<T> {
    const { data, errors } = await execute<T>(operation, variables, now)
    if (errors[0]) throw new Error(`${errors[0].message} ${JSON.stringify(errors[0].extensions)}`)
    return data
  }
  return { learner, execute, ask }
}
