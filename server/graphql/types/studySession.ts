import type { StudySession } from '../../db/generated/prisma/client.ts'
import {
  abandonStudySession,
  completeStudySession,
  findActiveStudySession,
  findStudySession,
  startStudySession,
} from '../../services/studySessions.ts'
import type { StoredMasteryChange, StoredSummary } from '../../services/studySummary.ts'
import { spendObjects } from '../budget.ts'
import { builder, defineEnum } from '../builder.ts'
import { type Context, requireLearner, studyWrite } from '../context.ts'
import { achievementRef } from './achievement.ts'
import { goalRef } from './goal.ts'
import { skillNodeRef } from './skillNode.ts'
import { studyItemRef, studyMode } from './studyItem.ts'
import { titleChangeRef } from './title.ts'
import { viewerRef } from './viewer.ts'

const sessionStatus = defineEnum(
  'SessionStatus',
  ['active', 'completed', 'abandoned'] as const,
  'A session that is not completed ends by itself: completed if it has answers, else abandoned.',
)

/** What stood in a tree may be gone by the time a session is looked at again. */
function findNode(loaders: Context['loaders'], id: string) {
  return loaders.node.load(id).catch(() => null)
}

const masteryChangeRef = builder.objectRef<StoredMasteryChange>('NodeMasteryChange').implement({
  description: 'A node whose mastery changed in a session.',
  fields: t => ({
    skillNode: t.field({
      type: skillNodeRef,
      description: 'The node as it is now.',
      resolve: (change, _args, { loaders }) => loaders.node.load(change.skillNodeId),
    }),
    before: t.exposeInt('before', { description: '0–100.' }),
    after: t.exposeInt('after', { description: '0–100.' }),
  }),
})

const summaryRef = builder.objectRef<StoredSummary>('StudySummary').implement({
  description: 'What a session came to.',
  fields: t => ({
    cardsStudied: t.exposeInt('cardsStudied', { description: 'Distinct cards.' }),
    correct: t.exposeInt('correct', {
      description: 'Right answers: Hard, Good and Easy, or the right choice.',
    }),
    accuracy: t.exposeFloat('accuracy', { description: 'Right answers ÷ all answers, 0–1.' }),
    timeSeconds: t.exposeInt('timeSeconds', { description: 'Each answer counted up to 60 s.' }),
    points: t.exposeInt('points', { nullable: true, description: 'TIMED: points of all answers.' }),
    score: t.exposeFloat('score', {
      nullable: true,
      description: 'TIMED: right ÷ answered while the clock ran, 0–1.',
    }),
    comingBackSooner: t.exposeInt('comingBackSooner', { description: 'Cards that were forgotten.' }),
    nextDueAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the next card of what was studied becomes due.',
      resolve: summary => (summary.nextDueAt === null ? null : new Date(summary.nextDueAt)),
    }),
    goalMasteryBefore: t.exposeInt('goalMasteryBefore', {
      nullable: true,
      description: '0–100; null when everything was studied.',
    }),
    goalMasteryAfter: t.exposeInt('goalMasteryAfter', {
      nullable: true,
      description: '0–100; null when everything was studied.',
    }),
    nodes: t.field({
      type: [masteryChangeRef],
      description: 'Nodes whose percentage changed, in tree order.',
      resolve: async (summary, _args, { loaders }) => {
        const found = await Promise.all(summary.nodes.map(node => findNode(loaders, node.skillNodeId)))
        return summary.nodes.filter((_, index) => found[index] !== null)
      },
    }),
    achievements: t.field({
      type: [achievementRef],
      description: 'What it has earned, in that order.',
      resolve: async ({ achievements = [] }, _args, { loaders }) => {
        if (achievements.length === 0) return []
        const earned = new Map((await loaders.awards()).achievements.map(each => [each.achievementKey, each]))
        return achievements.flatMap(key => earned.get(key) ?? [])
      },
    }),
    titleChange: t.field({
      type: titleChangeRef,
      nullable: true,
      description: 'The new title it has earned.',
      resolve: ({ titleChange = null }) => titleChange,
    }),
  }),
})

export const studySessionRef = builder.objectRef<StudySession>('StudySession').implement({
  description: 'A run of reviews in one mode; one is active per learner.',
  fields: t => ({
    id: t.exposeID('id', { description: 'The session’s id.' }),
    mode: t.field({
      type: studyMode,
      description: 'How its cards are shown and graded.',
      resolve: session => session.mode as typeof studyMode.$inferType,
    }),
    status: t.field({
      type: sessionStatus,
      description: 'Whether it still runs.',
      resolve: session => session.status as typeof sessionStatus.$inferType,
    }),
    goal: t.field({
      type: goalRef,
      nullable: true,
      description: 'What it covers; null: everything, or a goal that is gone.',
      resolve: async (session, _args, { loaders }) => {
        const goal = session.goalId === null ? null : await loaders.goal.load(session.goalId)
        return goal?.deletedAt ? null : goal
      },
    }),
    skillNode: t.field({
      type: skillNodeRef,
      nullable: true,
      description: 'The subtree it covers; null: the whole goal or everything.',
      resolve: (session, _args, { loaders }) =>
        session.skillNodeId === null ? null : findNode(loaders, session.skillNodeId),
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When it began.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Until when it is offered again.' }),
    completedAt: t.expose('completedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was completed.',
    }),
    items: t.field({
      type: [studyItemRef],
      description: 'Its cards in order; grows when learning cards return.',
      resolve: async (session, _args, { loaders, budget }) => {
        const items = await loaders.sessionItems.load(session.id)
        spendObjects(budget, items.length)
        return items
      },
    }),
    remaining: t.int({
      description: 'Items that wait for an answer.',
      resolve: async (session, _args, { loaders }) => {
        const items = await loaders.sessionItems.load(session.id)
        return items.filter(item => item.reviewLogId === null).length
      },
    }),
    waiting: t.exposeInt('waitingCount', { description: 'Due cards left out by today’s limit.' }),
    durationSeconds: t.exposeInt('durationSeconds', {
      nullable: true,
      description: 'TIMED: length of the clock; null: none.',
    }),
    points: t.int({
      nullable: true,
      description: 'TIMED: points so far.',
      resolve: (session, _args, { loaders }) =>
        session.mode === 'timed' ? loaders.sessionPoints.load(session.id) : null,
    }),
    summary: t.field({
      type: summaryRef,
      nullable: true,
      description: 'Once it is completed.',
      resolve: session => session.summary as object as StoredSummary | null,
    }),
  }),
})

builder.queryField('studySession', t =>
  t.field({
    type: studySessionRef,
    nullable: true,
    description: 'A session of the learner.',
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) =>
      findStudySession(context.db, requireLearner(context), id, context.now),
  }),
)

builder.prismaObjectField(viewerRef, 'activeStudySession', t =>
  t.field({
    type: studySessionRef,
    nullable: true,
    description: 'The session that can be gone on with, on any device.',
    resolve: (_user, _args, context) =>
      findActiveStudySession(context.db, requireLearner(context), context.now),
  }),
)

const startInput = builder.inputType('StartStudySessionInput', {
  fields: t => ({
    goalId: t.id({ description: 'Neither goal nor node: everything.' }),
    skillNodeId: t.id({ description: 'A node with all below it.' }),
    mode: t.field({ type: studyMode, required: true }),
    limit: t.int({ defaultValue: 20, description: 'Distinct cards; null: all.' }),
    ahead: t.boolean({ defaultValue: false, description: 'By due date, also cards of coming days.' }),
    beyondLimits: t.boolean({
      defaultValue: false,
      description: 'Do more today: the day’s limits do not hold.',
    }),
    durationSeconds: t.int({ defaultValue: 300, description: 'TIMED: 60–1200; null: no clock.' }),
  }),
})

const sessionPayload = builder.objectRef<{ session: StudySession }>('StudySessionPayload').implement({
  fields: t => ({
    studySession: t.field({
      type: studySessionRef,
      description: 'The session as it is now.',
      resolve: payload => payload.session,
    }),
  }),
})

builder.mutationFields(t => ({
  startStudySession: t.field({
    type: sessionPayload,
    description: 'Starts a session; the one that ran ends, completed if it has answers.',
    args: { input: t.arg({ type: startInput, required: true }) },
    resolve: (_root, { input }, context) =>
      studyWrite(context, async learner => {
        const { limit, durationSeconds, ...rest } = input
        const wanted = { ...rest, limit: limit ?? null, durationSeconds: durationSeconds ?? null }
        return { session: await startStudySession(context.db, learner, wanted, context.now) }
      }),
  }),
  completeStudySession: t.field({
    type: sessionPayload,
    description: 'Ends a session with its summary. Completing again says the same.',
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) =>
      studyWrite(context, async learner => ({
        session: await completeStudySession(context.db, learner, id, context.now),
      })),
  }),
  abandonStudySession: t.field({
    type: sessionPayload,
    description: 'Ends a session without a summary; its reviews stay.',
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) =>
      studyWrite(context, async learner => ({
        session: await abandonStudySession(context.db, learner, id, context.now),
      })),
  }),
}))
