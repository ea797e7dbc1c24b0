/** How a simulated learner answers: right or wrong by retrievability, everything else by what is usual. */

import { type CardSchedule, type Rating, retrievability } from './scheduling.ts'
import type { SchedulingSettings } from './schedulingSettings.ts'
import type { LearnerDay } from './studyDay.ts'

/** Chance of Again, Hard, Good and Easy. */
type Chances = readonly [number, number, number, number]

// How often each rating is given: defaults of the simulator of fsrs-rs (SimulatorConfig).
const firstAnswer: Chances = [0.24, 0.094, 0.495, 0.171]
const recalled: Chances = [0, 0.224, 0.631, 0.145]
/** Later in the learning steps of a day, by the rating before: Again, Hard, Good. */
const learningAnswer: readonly Chances[] = [
  [0.3686, 0.0628, 0.5108, 0.0577],
  [0.0442, 0.4553, 0.4457, 0.0549],
  [0.0519, 0.047, 0.8462, 0.055],
]
const relearningAnswer: readonly Chances[] = [
  [0.2157, 0.0643, 0.6595, 0.0604],
  [0.05, 0.4638, 0.4475, 0.0387],
  [0.1057, 0.1434, 0.7266, 0.0244],
]

/**
 * The rating a card gets on a learner day. FSRS knows no forgetting within a day: there the rating before
 * decides, otherwise retrievability.
 *
 * @param ratingBefore the card's last rating of the same day; null: its first answer of the day
 * @param luck 0 to 1
 */
export function simulateRating(
  card: CardSchedule,
  ratingBefore: Rating | null,
  day: LearnerDay,
  settings: SchedulingSettings,
  luck: number,
): Rating {
  const [again, hard, good] = chancesOf(card, ratingBefore, day, settings)
  if (luck < again) return 1
  if (luck < again + hard) return 2
  return luck < again + hard + good ? 3 : 4
}

function chancesOf(
  card: CardSchedule,
  ratingBefore: Rating | null,
  day: LearnerDay,
  settings: SchedulingSettings,
): Chances {
  if (card.state === 'new') return firstAnswer
  // Easy ends the steps, so that no answer of the day follows it.
  if (ratingBefore !== null && ratingBefore < 4) {
    return (card.state === 'relearning' ? relearningAnswer : learningAnswer)[ratingBefore - 1]!
  }
  const recall = retrievability(card, day, settings)!
  const [, hard, good, easy] = recalled
  return [1 - recall, recall * hard, recall * good, recall * easy]
}

/**
 * A number from 0 up to 1 for one answer to one card. It depends on nothing else, so that whatever happens
 * to other cards, and under other settings, a card has the same luck.
 */
export function drawLuck(seed: number, cardHash: number, answer: number): number {
  return scatter(scatter(scatter(seed) ^ cardHash) ^ answer) / 2 ** 32
}

/** 32 bits for an id: FNV-1a (Fowler, Noll, Vo), over UTF-16 units. */
export function hashId(id: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < id.length; index++) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193)
  return hash >>> 0
}

/** Scatters 32 bits: the finalizer of MurmurHash3 (Austin Appleby, public domain). */
function scatter(bits: number): number {
  // The finalizer alone leaves 0 as it is.
  let mixed = (bits + 0x9e3779b9) | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
