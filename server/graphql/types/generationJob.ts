import type { GenerationJob, LearningGoal } from '../../db/generated/prisma/client.ts'
import type { Loaders } from '../../db/loaders.ts'
import type { SkillNodeRecord } from '../../db/trees.ts'
import { type JobStatus, jobKinds, jobStatuses } from '../../domain/generationJob.ts'
import { approveDrafts, discardDrafts } from '../../services/drafts.ts'
import { cancelJob, findJob } from '../../services/generationJobs.ts'
import { requestFlashcards, requestRefinement } from '../../services/requestFlashcards.ts'
import { requestRegeneration } from '../../services/requestTree.ts'
import { readProposal } from '../../services/treeProposals.ts'
import { spendObjects } from '../budget.ts'
import { builder, defineEnum } from '../builder.ts'
import { callerOf, requireLearner, write } from '../context.ts'
import { deletionPayload } from './deletion.ts'
import { cardType, flashcardRef } from './flashcard.ts'
import { cardsPayload } from './flashcardEdits.ts'
import { createGoalPayload, goalRef } from './goal.ts'
import { skillNodeRef } from './skillNode.ts'
import { treeProposalRef } from './treeProposal.ts'

const jobKind = defineEnum('JobKind', jobKinds, 'What a language model is asked for.')
const jobStatus = defineEnum('JobStatus', jobStatuses, 'How far a job is.')

/** Work of the language model for a learner. */
export const jobRef = builder.prismaObject('GenerationJob', {
  description: 'Work of the language model for a learner. What has come of it stays, whatever its end.',
  fields: t => ({
    id: t.exposeID('id', { description: 'The job’s id.' }),
    kind: t.field({
      type: jobKind,
      description: 'What it makes.',
      resolve: job => job.kind as (typeof jobKinds)[number],
    }),
    status: t.field({
      type: jobStatus,
      description: 'How far it is.',
      resolve: job => job.status as JobStatus,
    }),
    progress: t.exposeFloat('progress', { description: '0–1; never goes back.' }),
    message: t.exposeString('message', { nullable: true, description: 'What it does, or why it failed.' }),
    errorCode: t.exposeString('errorCode', {
      nullable: true,
      description:
        'Of a failed one: AI_FAILED, AI_UNAVAILABLE, LIMIT_EXCEEDED, NOT_FOUND or INTERNAL_SERVER_ERROR.',
    }),
    goal: t.field({
      type: goalRef,
      nullable: true,
      description: 'The goal it is for.',
      resolve: (job, _args, { loaders }) => findLiveGoal(job, loaders),
    }),
    skillNode: t.field({
      type: skillNodeRef,
      nullable: true,
      description: 'The node it is for; null when it is for a whole tree, or the node was deleted.',
      resolve: async (job, _args, { loaders }) => {
        const goal = await findLiveGoal(job, loaders)
        if (job.skillNodeId === null || goal === null) return null
        const { nodes } = await loaders.treeByGoal.load(goal.id)
        return nodes.find(node => node.id === job.skillNodeId) ?? null
      },
    }),
    drafts: t.field({
      type: [flashcardRef],
      description: 'Its drafts that wait for a decision, in the order they came.',
      resolve: async (job, _args, { loaders, budget }) => {
        const drafts = await loaders.generation.drafts.load(job.id)
        spendObjects(budget, drafts.length)
        return drafts
      },
    }),
    treeProposal: t.field({
      type: treeProposalRef,
      nullable: true,
      description: 'What a REGENERATE_SKILL_TREE job proposes, until it is applied.',
      resolve: job => (job.status === 'succeeded' ? readProposal(job.proposal) : null),
    }),
    droppedCount: t.exposeInt('droppedCount', { description: 'Cards left out: malformed or duplicates.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was asked for.' }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime', nullable: true, description: 'When it ended.' }),
  }),
})

function listSubtreeIds(node: SkillNodeRecord): string[] {
  return [node.id, ...node.children.flatMap(listSubtreeIds)]
}

async function findLiveGoal({ goalId }: GenerationJob, loaders: Loaders): Promise<LearningGoal | null> {
  const goal = goalId === null ? null : await loaders.goal.load(goalId)
  return goal?.deletedAt ? null : goal
}

builder.prismaObjectField(goalRef, 'latestJob', t =>
  t.field({
    type: jobRef,
    nullable: true,
    description: 'The job asked for last; before it one that still runs, of its tree first.',
    resolve: (goal, _args, { loaders }) => loaders.generation.latestJob.load(goal.id),
  }),
)
builder.objectField(createGoalPayload, 'job', t =>
  t.field({
    type: jobRef,
    nullable: true,
    description: 'What grows the tree, when it is generated.',
    resolve: payload => payload.job,
  }),
)
builder.objectField(skillNodeRef, 'subtreeDraftCount', t =>
  t.int({
    description: 'Drafts of its subtree that wait for a decision; several versions of one count once.',
    resolve: async (node, _args, { loaders }) => {
      const counts = await Promise.all(listSubtreeIds(node).map(id => loaders.generation.draftCount.load(id)))
      return counts.reduce((sum, count) => sum + count, 0)
    },
  }),
)
builder.prismaObjectFields(flashcardRef, t => ({
  similarTo: t.field({
    type: [flashcardRef],
    description: 'Of a draft: near-duplicates among the cards of its goal, the most similar first.',
    resolve: async (card, _args, { loaders, budget }) => {
      if (card.status !== 'draft') return []
      const ids = await loaders.generation.similarIds.load(card)
      spendObjects(budget, ids.length)
      return Promise.all(ids.map(id => loaders.card.load(id)))
    },
  }),
  replaces: t.field({
    type: flashcardRef,
    nullable: true,
    description: 'Of a refined draft: what it was.',
    resolve: (card, _args, { loaders }) =>
      card.replacesId === null ? null : loaders.card.load(card.replacesId),
  }),
}))

builder.queryField('generationJob', t =>
  t.field({
    type: jobRef,
    nullable: true,
    description: 'A job of the learner.',
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => findJob(context.db, requireLearner(context), id),
  }),
)

const flashcardsInput = builder.inputType('GenerateFlashcardsInput', {
  fields: t => ({
    skillNodeId: t.id({ required: true }),
    count: t.int({ defaultValue: 10, description: '1–20, for each node.' }),
    cardTypes: t.field({ type: [cardType], description: 'Which types may come; without any all.' }),
    instructions: t.string({ description: 'The learner’s wishes, 2,000 characters at most.' }),
    includeDescendants: t.boolean({
      defaultValue: false,
      description: 'For every topic below that has no card yet, instead of for the node itself.',
    }),
  }),
})
const refineInput = builder.inputType('RefineDraftsInput', {
  fields: t => ({
    draftIds: t.idList({ required: true, description: 'Drafts of one goal, 50 at most.' }),
    feedback: t.string({ required: true, description: 'What should be better.' }),
  }),
})
const regenerateInput = builder.inputType('RegenerateSkillTreeInput', {
  fields: t => ({
    goalId: t.id({ required: true }),
    feedback: t.string({ description: 'What should be different, 2,000 characters at most.' }),
  }),
})

const jobPayload = builder.objectRef<{ job: GenerationJob }>('GenerationJobPayload').implement({
  fields: t => ({ job: t.field({ type: jobRef, resolve: payload => payload.job }) }),
})

builder.mutationFields(t => ({
  generateFlashcards: t.field({
    type: jobPayload,
    description: 'Asks for drafts for a node, or for every empty topic below it.',
    args: { input: t.arg({ type: flashcardsInput, required: true }) },
    resolve: (_root, { input }, context) =>
      write(context, async learner => {
        const { skillNodeId, instructions, cardTypes = null } = input
        const count = input.count ?? 10
        const includeDescendants = input.includeDescendants ?? false
        const request = { skillNodeId, count, cardTypes, instructions, includeDescendants }
        const caller = callerOf(context, learner)
        return { job: await requestFlashcards(context.db, context.generation, caller, request, context.now) }
      }),
  }),
  refineDrafts: t.field({
    type: jobPayload,
    description: 'Asks for better ones of drafts; each comes as a draft that replaces its own.',
    args: { input: t.arg({ type: refineInput, required: true }) },
    resolve: (_root, { input }, context) =>
      write(context, async learner => {
        const caller = callerOf(context, learner)
        return { job: await requestRefinement(context.db, context.generation, caller, input, context.now) }
      }),
  }),
  regenerateSkillTree: t.field({
    type: jobPayload,
    description:
      'Asks for another tree. It comes as a proposal; where there is nothing but a root, the tree grows at once.',
    args: { input: t.arg({ type: regenerateInput, required: true }) },
    resolve: (_root, { input }, context) =>
      write(context, async learner => {
        const caller = callerOf(context, learner)
        return { job: await requestRegeneration(context.db, context.generation, caller, input, context.now) }
      }),
  }),
  cancelGenerationJob: t.field({
    type: jobPayload,
    description: 'Stops a job; what came of it stays. One that is over stays as it is.',
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) =>
      write(context, async learner => ({ job: await cancelJob(context.db, learner, id, context.now) })),
  }),
  approveDrafts: t.field({
    type: cardsPayload,
    description: 'Makes drafts cards that are studied, all or none; their other versions go.',
    args: { ids: t.arg.idList({ required: true }) },
    resolve: (_root, { ids }, context) =>
      write(context, async learner => ({
        flashcards: await approveDrafts(context.db, learner, ids, context.now),
      })),
  }),
  discardDrafts: t.field({
    type: deletionPayload,
    description: 'Discards drafts, all or none; this can be undone.',
    args: { ids: t.arg.idList({ required: true }) },
    resolve: (_root, { ids }, context) =>
      write(context, learner => discardDrafts(context.db, learner, ids, context.now)),
  }),
}))
