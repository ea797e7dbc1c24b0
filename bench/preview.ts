import { type Card as FsrsCard, fsrs } from 'ts-fsrs'
import { type CardSchedule, previewRatings } from '../server/domain/scheduling.ts'
import { defaultStudySettings } from '../server/domain/schedulingSettings.ts'
import type { Bench } from './bench.ts'
import { threeDigits } from './report.ts'
import { compareInRounds, perSecond } from './rounds.ts'

const cardCount = 200
const roundMs = 500
const rounds = 7
const dayMs = 86_400_000

/** Four ratings of 200 cards, as a list of cards with their buttons asks for them, against ts-fsrs alone. */
export const preview: Bench = {
  needsPostgres: false,
  async run(say) {
    const now = new Date()
    const settings = { ...defaultStudySettings, timeZone: 'Europe/Berlin' }
    const cards = Array.from({ length: cardCount }, (_, ordinal) => cardInReview(ordinal, now))
    const alone = fsrs({ enable_fuzz: true })
    const fsrsCards = cards.map(toFsrsCard)

    say(`Measuring ${rounds} rounds`)
    const result = await compareInRounds({
      rounds,
      ours: () =>
        perSecond(roundMs, () => {
          for (const { id, schedule } of cards) previewRatings(id, schedule, now, settings)
        }),
      peer: () =>
        perSecond(roundMs, () => {
          for (const card of fsrsCards) alone.repeat(card, now)
        }),
    })
    return [
      {
        name: 'FSRS preview, 4 ratings of 200 cards',
        ours: `${threeDigits(1000 / result.ours)} ms`,
        peer: `${threeDigits(1000 / result.peer)} ms (ts-fsrs alone)`,
        value: result.ratio,
        unit: '×',
        must: 0.5,
        aim: 0.8,
        better: 'higher',
        details: { rounds: result.rounds },
      },
    ]
  },
}

/** Stabilities from two days to some months, each card due about now. */
function cardInReview(ordinal: number, now: Date): { id: string; schedule: CardSchedule } {
  const stability = 2 + (ordinal % 100)
  const lastReview = new Date(now.getTime() - stability * dayMs)
  const schedule: CardSchedule = {
    state: 'review',
    due: now,
    stability,
    difficulty: 1 + (ordinal % 10),
    learningStep: 0,
    scheduledDays: stability,
    reps: 3 + (ordinal % 7),
    lapses: ordinal % 3,
    lastReview,
    lastReviewDay: Math.floor(lastReview.getTime() / dayMs),
  }
  return { id: `01941f29-7c02-7788-882a-${String(ordinal).padStart(12, '0')}`, schedule }
}

function toFsrsCard({ schedule }: { schedule: CardSchedule }): FsrsCard {
  return {
    due: schedule.due!,
    stability: schedule.stability!,
    difficulty: schedule.difficulty!,
    elapsed_days: 0,
    scheduled_days: schedule.scheduledDays,
    learning_steps: 0,
    reps: schedule.reps,
    lapses: schedule.lapses,
    // ts-fsrs counts its states: 2 is Review
    state: 2,
    last_review: schedule.lastReview!,
  }
}
