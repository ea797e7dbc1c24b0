import DataLoader from 'dataloader'
import type { LearningGoal } from '../../db/generated/prisma/client.ts'
import type { Loaders } from '../../db/loaders.ts'
import type { DayCount } from '../../db/progress.ts'
import { type DayActivity, wholeLearner } from '../../db/progressSql.ts'
import { checkDays, type DayMastery, mostForecastDays, mostProgressDays } from '../../domain/progress.ts'
import { maturities, type RetentionRow, retentionPeriods, tabulateRetention } from '../../domain/retention.ts'
import type { CardState } from '../../domain/scheduling.ts'
import { findProgressSubject, type ProgressSubject } from '../../services/progress.ts'
import { planGoals, type StudyPlan } from '../../services/studyPlan.ts'
import { builder, defineEnum } from '../builder.ts'
import { type Context, requireLearner } from '../context.ts'
import { cardState } from './flashcard.ts'
import { viewerRef } from './viewer.ts'

const retentionPeriod = defineEnum(
  'RetentionPeriod',
  retentionPeriods,
  'Learner days until today, today included; ALL: from the first answer on.',
)
const maturity = defineEnum(
  'Maturity',
  maturities,
  'By the interval before the answer: mature from 21 days on; ALL: both.',
)

const stateCountRef = builder.objectRef<{ state: CardState; count: number }>('StateCount').implement({
  description: 'How many cards are in a state.',
  fields: t => ({
    state: t.field({ type: cardState, description: 'The state.', resolve: row => row.state }),
    count: t.exposeInt('count', { description: 'Cards in it.' }),
  }),
})

const retentionRowRef = builder.objectRef<RetentionRow>('RetentionRow').implement({
  description: 'True retention: how often what was learned before was remembered.',
  fields: t => ({
    period: t.field({ type: retentionPeriod, description: 'When.', resolve: row => row.period }),
    maturity: t.field({ type: maturity, description: 'Of which cards.', resolve: row => row.maturity }),
    passed: t.exposeInt('passed', { description: 'Answers of Hard, Good or Easy.' }),
    failed: t.exposeInt('failed', { description: 'Answers of Again.' }),
    rate: t.exposeFloat('rate', { nullable: true, description: 'Passed ÷ all, 0–1; null without answers.' }),
  }),
})

const dayCountRef = builder.objectRef<DayCount>('DayCount').implement({
  description: 'Cards that become due on a day.',
  fields: t => ({
    date: t.field({ type: 'Date', description: 'The learner’s day.', resolve: row => row.day }),
    count: t.exposeInt('count', { description: 'Cards.' }),
  }),
})

const dayActivityRef = builder.objectRef<DayActivity>('DayActivity').implement({
  description: 'What was answered on a day.',
  fields: t => ({
    date: t.field({ type: 'Date', description: 'The learner’s day.', resolve: row => row.day }),
    reviews: t.exposeInt('reviews', { description: 'Answers.' }),
    timeSeconds: t.exposeInt('timeSeconds', { description: 'Each answer counted up to 60 s.' }),
  }),
})

const dayMasteryRef = builder.objectRef<DayMastery>('DayMastery').implement({
  description: 'Mastery at the end of a day.',
  fields: t => ({
    date: t.field({ type: 'Date', description: 'The learner’s day.', resolve: row => row.day }),
    masteryPercentage: t.exposeInt('masteryPercentage', { description: '0–100.' }),
  }),
})

const studyPlanRef = builder.objectRef<StudyPlan>('StudyPlan').implement({
  description: 'How a goal can be reached by its target date. It asks for nothing and counts no arrears.',
  fields: t => ({
    newCardsPerDay: t.exposeInt('newCardsPerDay', {
      description: 'So many new cards a day begin every topic 14 days before the target date.',
    }),
    minutesPerDay: t.exposeFloat('minutesPerDay', {
      description: 'What these and the reviews of the goal take, by the learner’s own answer times.',
    }),
    reachesAllTopicsOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'When the last card is begun at that number; null: all have been.',
      resolve: plan => plan.reachesAllTopicsOn,
    }),
    atPresentPaceOn: t.field({
      type: 'Date',
      nullable: true,
      description:
        'The same at the pace of the last 14 days, or of the settings where there is none; null: all have been, or none are begun.',
      resolve: plan => plan.atPresentPaceOn,
    }),
  }),
})

/** One for each set of loaders, so that the plans of several goals are made together. */
const planLoaders = new WeakMap<Loaders, DataLoader<LearningGoal, StudyPlan | null>>()

function planLoaderOf({ loaders, db, now }: Context): DataLoader<LearningGoal, StudyPlan | null> {
  const known = planLoaders.get(loaders)
  if (known) return known
  const loader = new DataLoader<LearningGoal, StudyPlan | null>(async goals =>
    planGoals(db, await loaders.viewer(), goals, await loaders.answerSeconds(), now),
  )
  planLoaders.set(loaders, loader)
  return loader
}

const cardStates: readonly CardState[] = ['new', 'learning', 'review', 'relearning']

export const progressRef = builder.objectRef<ProgressSubject>('Progress').implement({
  description: 'How far a learner has come, in all or with one goal. Days are the learner’s own.',
  fields: t => ({
    totalCards: t.int({
      description: 'Active cards; of the learner also those that are in no goal.',
      resolve: async ({ goal }, _args, { loaders }) => (await loaders.progress.cards.load(idOf(goal))).total,
    }),
    masteredCards: t.int({
      description: 'Cards that are mastered now: in review with a stability of 21 days or more.',
      resolve: async ({ goal }, _args, { loaders }) =>
        (await loaders.progress.cards.load(idOf(goal))).mastered,
    }),
    knownNow: t.float({
      description: 'How many cards would be remembered now: the sum of their retrievability.',
      resolve: async ({ goal }, _args, { loaders }) => (await loaders.progress.cards.load(idOf(goal))).known,
    }),
    cardsByState: t.field({
      type: [stateCountRef],
      description: 'The same cards, in each of the four states.',
      resolve: async ({ goal }, _args, { loaders }) => {
        const { byState } = await loaders.progress.cards.load(idOf(goal))
        return cardStates.map(state => ({ state, count: byState[state] }))
      },
    }),
    reviewsTotal: t.int({
      description: 'All answers that were not undone.',
      resolve: async ({ goal }, _args, { loaders }) =>
        (await loaders.progress.answers.load(idOf(goal))).reviews,
    }),
    timeSeconds: t.int({
      description: 'Time spent answering, each answer counted up to 60 s.',
      resolve: async ({ goal }, _args, { loaders }) =>
        (await loaders.progress.answers.load(idOf(goal))).seconds,
    }),
    plan: t.field({
      type: studyPlanRef,
      nullable: true,
      description: 'Of a goal with a target date.',
      resolve: ({ goal }, _args, context) =>
        goal?.targetDate == null ? null : planLoaderOf(context).load(goal),
    }),
    trueRetention: t.field({
      type: [retentionRowRef],
      description:
        'For each period young, mature and all. Counts flipped cards in review or with an interval of a day or more.',
      resolve: async ({ goal }, _args, { loaders }) =>
        tabulateRetention((await loaders.progress.answers.load(idOf(goal))).recall),
    }),
    forecast: t.field({
      type: [dayCountRef],
      description: 'Cards by the day they become due; the first is today and holds what is overdue.',
      args: { days: t.arg.int({ defaultValue: 30, description: `1–${mostForecastDays}.` }) },
      resolve: ({ goal }, { days }, { loaders }) =>
        loaders.progress.forecast(checkDays(days ?? 30, mostForecastDays)).load(idOf(goal)),
    }),
    activity: t.field({
      type: [dayActivityRef],
      description: 'Every day, those without answers too; the last is today.',
      args: { days: t.arg.int({ defaultValue: 365, description: `1–${mostProgressDays}.` }) },
      resolve: ({ goal }, { days }, { loaders }) =>
        loaders.progress.activity(checkDays(days ?? 365, mostProgressDays)).load(idOf(goal)),
    }),
    masteryHistory: t.field({
      type: [dayMasteryRef],
      description:
        'Every day since the first that is known; the last is today. Of the learner: the mean of the goals that are studied and have cards.',
      args: { days: t.arg.int({ defaultValue: 90, description: `1–${mostProgressDays}.` }) },
      resolve: ({ goal }, { days }, { loaders }) =>
        loaders.progress.masteryHistory(checkDays(days ?? 90, mostProgressDays)).load(idOf(goal)),
    }),
  }),
})

function idOf(goal: ProgressSubject['goal']): string {
  return goal?.id ?? wholeLearner
}

builder.prismaObjectField(viewerRef, 'progress', t =>
  t.field({
    type: progressRef,
    description: 'How far they have come, in all or with one goal.',
    args: { goalId: t.arg.id({ description: 'Absent: everything.' }) },
    resolve: (_user, { goalId }, context) =>
      findProgressSubject(requireLearner(context), goalId, id => context.loaders.goal.load(id)),
  }),
)
