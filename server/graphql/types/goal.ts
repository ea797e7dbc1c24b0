import type { LearningGoal } from '../../db/generated/prisma/client.ts'
import { countGoals, type GoalFilter, goalOrders, loadGoalPage } from '../../db/goals.ts'
import { parsePage } from '../../db/pages.ts'
import { LimitExceeded } from '../../domain/errors.ts'
import { treeDetails } from '../../domain/generatedTree.ts'
import { goalStatuses } from '../../domain/goal.ts'
import { dateToDay } from '../../services/days.ts'
import {
  type CreatedGoal,
  createGoal,
  findGoal,
  findGoalWithTree,
  setGoalsStatus,
  updateGoal,
} from '../../services/goals.ts'
import { builder, defineEnum } from '../builder.ts'
import { defineConnection } from '../connection.ts'
import { callerOf, requireLearner, write } from '../context.ts'
import { asksFor } from '../selection.ts'
import { viewerRef } from './viewer.ts'

export const goalStatus = defineEnum('GoalStatus', goalStatuses, 'Where a goal stands in its life.')
const goalOrder = defineEnum(
  'GoalOrder',
  goalOrders,
  'Created and updated: latest first; due and mastery: most first.',
)

/** What a learner wants to learn. */
export const goalRef = builder.prismaObject('LearningGoal', {
  name: 'Goal',
  description: 'What a learner wants to learn.',
  fields: t => ({
    id: t.exposeID('id', { description: 'The goal’s id.' }),
    title: t.exposeString('title', { description: '1–200 characters.' }),
    description: t.exposeString('description', { nullable: true, description: 'What it is about.' }),
    status: t.field({
      type: goalStatus,
      description: 'Only active and completed goals are studied.',
      resolve: goal => goal.status as (typeof goalStatuses)[number],
    }),
    masteryPercentage: t.exposeInt('masteryPercentage', { description: '0–100, the root’s.' }),
    totalTimeSeconds: t.exposeInt('totalTimeSeconds', {
      description: 'Time spent answering, each answer counted up to 60 s.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    completedAt: t.expose('completedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When every card had been mastered once, the first time.',
    }),
    archivedAt: t.expose('archivedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was archived.',
    }),
    targetDate: t.field({
      type: 'Date',
      nullable: true,
      description: 'The day by which the learner wants to know it.',
      resolve: goal => goal.targetDate && dateToDay(goal.targetDate),
    }),
    newCardsPerDay: t.exposeInt('newCardsPerDay', {
      nullable: true,
      description: 'Its own number of new cards per day; null: the learner’s setting.',
    }),
    cardCount: t.int({
      description: 'Active cards in its tree.',
      resolve: (goal, _args, { loaders }) => loaders.goalCardCount.load(goal.id),
    }),
    masteredCardCount: t.int({
      description: 'Cards that are mastered now.',
      resolve: (goal, _args, { loaders }) => loaders.goalMasteredCount.load(goal.id),
    }),
  }),
})

const goalConnection = defineConnection<LearningGoal>('Goal', goalRef)

builder.queryField('goal', t =>
  t.field({
    type: goalRef,
    nullable: true,
    description: 'A goal of the learner.',
    args: { id: t.arg.id({ required: true }) },
    resolve: async (_root, { id }, context, info) => {
      const learner = requireLearner(context)
      if (!asksFor(info, 'skillTree')) return findGoal(context.db, learner, id)
      const { goal, tree } = await findGoalWithTree(context.db, learner, id)
      context.loaders.keepTree(tree)
      return goal
    },
  }),
)

builder.prismaObjectField(viewerRef, 'goals', t =>
  t.field({
    type: goalConnection,
    description: 'Their goals; without a status all but archived ones.',
    args: {
      status: t.arg({ type: [goalStatus] }),
      search: t.arg.string({ description: 'Part of the title.' }),
      orderBy: t.arg({ type: goalOrder, defaultValue: 'created' }),
      first: t.arg.int(),
      after: t.arg.string(),
    },
    resolve: async (user, { status, search, orderBy, ...args }, { db, loaders }) => {
      const filter: GoalFilter = { status, search }
      const dueUntil = loaders.now
      const page = await loadGoalPage(db, user.id, filter, orderBy ?? 'created', dueUntil, parsePage(args))
      return { ...page, countTotal: () => countGoals(db, user.id, filter) }
    },
  }),
)

const treeDetail = defineEnum('TreeDetail', treeDetails, 'How finely a generated tree divides its goal.')
const aiSource = builder.inputType('AiSourceInput', {
  description: 'A tree made by the language model, while the goal stands already.',
  fields: t => ({
    detail: t.field({ type: treeDetail, defaultValue: 'standard' }),
    instructions: t.string({ description: 'The learner’s wishes, 2,000 characters at most.' }),
  }),
})
const curatedSource = builder.inputType('CuratedSourceInput', {
  description: 'A tree shipped with the product.',
  fields: t => ({
    slug: t.string({ required: true }),
    disabledPaths: t.stringList({ description: 'Branches to switch off, such as 1.2.' }),
  }),
})
const outlineSource = builder.inputType('OutlineSourceInput', {
  description: 'A pasted outline: Markdown headings and lists, or indented lines.',
  fields: t => ({
    text: t.string({ required: true }),
    disabledPaths: t.stringList({ description: 'Branches to switch off, such as 1.2.' }),
  }),
})
const goalSource = builder.inputType('GoalSourceInput', {
  description: 'Where the tree comes from: exactly one of them.',
  isOneOf: true,
  fields: t => ({
    ai: t.field({ type: aiSource }),
    curated: t.field({ type: curatedSource }),
    outline: t.field({ type: outlineSource }),
    manual: t.boolean({ description: 'Only a root, built by hand.' }),
  }),
})
const createGoalInput = builder.inputType('CreateGoalInput', {
  fields: t => ({
    title: t.string({ required: true }),
    description: t.string(),
    targetDate: t.field({ type: 'Date' }),
    source: t.field({ type: goalSource, required: true }),
  }),
})
const updateGoalInput = builder.inputType('UpdateGoalInput', {
  description: 'An absent field is kept; null clears.',
  fields: t => ({
    id: t.id({ required: true }),
    title: t.string(),
    description: t.string(),
    status: t.field({ type: goalStatus }),
    targetDate: t.field({ type: 'Date' }),
    newCardsPerDay: t.int(),
  }),
})

export const createGoalPayload = builder.objectRef<CreatedGoal>('CreateGoalPayload').implement({
  fields: t => ({
    goal: t.field({ type: goalRef, resolve: payload => payload.goal }),
    duplicateOf: t.field({
      type: goalRef,
      nullable: true,
      description: 'Another goal of the same title: a warning, not an error.',
      resolve: payload => payload.duplicateOf,
    }),
  }),
})
const goalPayload = builder
  .objectRef<{ goal: LearningGoal }>('GoalPayload')
  .implement({ fields: t => ({ goal: t.field({ type: goalRef, resolve: payload => payload.goal }) }) })
const goalsPayload = builder
  .objectRef<{ goals: LearningGoal[] }>('GoalsPayload')
  .implement({ fields: t => ({ goals: t.field({ type: [goalRef], resolve: payload => payload.goals }) }) })

builder.mutationFields(t => ({
  createGoal: t.field({
    type: createGoalPayload,
    description: 'Creates a goal with its tree.',
    args: { input: t.arg({ type: createGoalInput, required: true }) },
    resolve: (_root, { input }, context) =>
      write(context, learner => createGoal(context, callerOf(context, learner), input, context.now)),
  }),
  updateGoal: t.field({
    type: goalPayload,
    description: 'Changes a goal; COMPLETED is earned, not set.',
    args: { input: t.arg({ type: updateGoalInput, required: true }) },
    resolve: (_root, { input: { id, ...change } }, context) =>
      write(context, async learner => ({
        goal: await updateGoal(context.db, learner, id, change, context.now),
      })),
  }),
  setGoalsStatus: t.field({
    type: goalsPayload,
    description: 'Sets the status of several goals, all or none; at most 100.',
    args: { ids: t.arg.idList({ required: true }), status: t.arg({ type: goalStatus, required: true }) },
    resolve: (_root, { ids, status }, context) => {
      if (ids.length > 100) throw new LimitExceeded('ids', ids.length, 100)
      return write(context, async learner => ({
        goals: await setGoalsStatus(context.db, learner, ids, status, context.now),
      }))
    },
  }),
}))
