import type { Db } from '../db/client.ts'
import { createLoaders, type Loaders } from '../db/loaders.ts'
import { checkScope, type NeededScope } from '../domain/apiToken.ts'
import { Unauthenticated } from '../domain/errors.ts'
import type { Learner } from '../domain/learner.ts'
import type { CuratedTrees } from '../services/curatedTrees.ts'
import type { GenerationCaller, GenerationDoor } from '../services/generationDoor.ts'
import { type Budget, maxObjects } from './budget.ts'
import type { JobEvents } from './jobEvents.ts'

/** What a resolver knows of its request. */
export interface Context {
  db: Db
  /** null: signed out */
  learner: Learner | null
  requestId: string
  /** one instant for the whole request */
  now: Date
  /** the caller's address as limits count it */
  network: string
  curatedTrees: CuratedTrees
  /** null: no language model is set up */
  generation: GenerationDoor | null
  jobEvents: JobEvents
  /** of the product, such as 1.2.0 */
  version: string
  loaders: Loaders
  budget: Budget
}

export interface ContextInput {
  db: Db
  learner: Learner | null
  requestId: string
  network: string
  now?: Date
  curatedTrees: CuratedTrees
  generation: GenerationDoor | null
  jobEvents: JobEvents
  version: string
}

export function createContext(input: ContextInput): Context {
  const now = input.now ?? new Date()
  const budget = { objectsLeft: maxObjects }
  return { ...input, now, budget, loaders: createLoaders(input.db, input.learner, now) }
}

/** The signed-in learner, or Unauthenticated. */
export function requireLearner(context: Context): Learner {
  if (!context.learner) throw new Unauthenticated()
  return context.learner
}

/** Who asks for generated work. */
export function callerOf({ network }: Context, learner: Learner): GenerationCaller {
  return { learner, network }
}

/**
 * Runs one write of the signed-in learner, or refuses a token whose scope is too small for it. What was loaded
 * before it is forgotten, so that the payload and later mutations of the same request read what is true now.
 */
export async function write<T>(
  context: Context,
  work: (learner: Learner) => Promise<T>,
  needed: NeededScope = 'write',
): Promise<T> {
  const learner = requireLearner(context)
  checkScope(learner.tokenScope, needed)
  try {
    return await work(learner)
  } finally {
    context.loaders = createLoaders(context.db, context.learner, context.now)
  }
}

/** As {@link write}, for what studying consists of: tokens of scope REVIEW may do it too. */
export function studyWrite<T>(context: Context, work: (learner: Learner) => Promise<T>): Promise<T> {
  return write(context, work, 'review')
}
