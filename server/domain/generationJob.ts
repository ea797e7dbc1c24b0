/** Work that a language model does for a learner: what it is called, and how much of it one may ask for. */

import { type CardType, cardTypes } from './cardText.ts'
import { InvalidInput, LimitExceeded, RateLimited } from './errors.ts'
import type { TreeDetail } from './generatedTree.ts'

export const jobKinds = ['skill_tree', 'flashcards', 'refine_flashcards', 'regenerate_skill_tree'] as const
export type JobKind = (typeof jobKinds)[number]

export const jobStatuses = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const
export type JobStatus = (typeof jobStatuses)[number]

/** Whether nothing more will come of it. */
export function isOver(status: JobStatus): boolean {
  return status !== 'queued' && status !== 'running'
}

/** Jobs of one learner at a time. */
export const MAX_LIVE_JOBS = 4
/** Jobs of one learner in 24 hours. */
export const MAX_JOBS_PER_DAY = 60
/** Tokens charged for one learner in 24 hours; what runs is finished. */
export const MAX_TOKENS_PER_DAY = 1_000_000
/** Jobs of all guests of one network in a day (UTC). */
export const MAX_GUEST_JOBS_PER_DAY = 10
/** Cards asked for at once, for one node. */
export const MAX_CARDS_PER_NODE = 20
/** Nodes that one job makes cards for. */
export const MAX_NODES_PER_JOB = 100
/**
 * Questions named to the model so that it does not ask them again, the nearest first: a small model's context holds
 * no more.
 */
export const MAX_KNOWN_QUESTIONS = 100
/** Drafts refined together. */
export const MAX_REFINED_DRAFTS = 50

/** What a learner has asked for in the last 24 hours. */
export interface JobUse {
  liveCount: number
  count: number
  tokens: number
  /** when the first of them was asked for; null without any */
  firstAt: Date | null
}

const dayMs = 86_400_000

/**
 * Whether one more job may begin.
 *
 * @throws LimitExceeded when too many run, RateLimited when the day's share is used up
 */
export function checkJobUse(use: JobUse, now: Date): void {
  if (use.liveCount >= MAX_LIVE_JOBS) {
    const message = `${use.liveCount} generations are running: at most ${MAX_LIVE_JOBS} at a time. Wait for one to end, or stop it.`
    throw new LimitExceeded('running generations', use.liveCount + 1, MAX_LIVE_JOBS, message)
  }
  if (use.count < MAX_JOBS_PER_DAY && use.tokens < MAX_TOKENS_PER_DAY) return
  const freeAt = (use.firstAt ?? now).getTime() + dayMs
  throw new RateLimited('generations today', Math.max(1, Math.ceil((freeAt - now.getTime()) / 1000)))
}

/** @throws InvalidInput unless it is a whole number from 1 to 20 */
export function checkCardCount(count: number): number {
  if (Number.isInteger(count) && count >= 1 && count <= MAX_CARDS_PER_NODE) return count
  const expected = `expected a whole number from 1 to ${MAX_CARDS_PER_NODE}`
  throw new InvalidInput('count', `Invalid count ${count}: ${expected}.`)
}

/** The types asked for, each once; all when none is named. */
export function readCardTypes(types: readonly CardType[] | null): CardType[] {
  return cardTypes.filter(type => !types?.length || types.includes(type))
}

/** Characters of what a learner tells the model: instructions and feedback. */
export const MAX_WISH = 2_000

/** What each kind of job is asked to do, as its row keeps it. */
export interface JobPayloads {
  skill_tree: {
    detail: TreeDetail
    instructions: string | null
    /** nodes that have come so far: ids by their titles, see treeGrowth.ts */
    grown: Record<string, string>
  }
  regenerate_skill_tree: { feedback: string | null }
  flashcards: {
    nodeIds: string[]
    /** those that have their cards */
    doneNodeIds: string[]
    count: number
    cardTypes: CardType[]
    instructions: string | null
  }
  refine_flashcards: { draftIds: string[]; feedback: string }
}
