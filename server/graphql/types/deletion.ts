import type { Deletion, Flashcard, LearningGoal } from '../../db/generated/prisma/client.ts'
import {
  deleteFlashcards,
  deleteGoal,
  deleteSkillNode,
  listDeletions,
  undoableUntil,
} from '../../services/deletions.ts'
import { undoDeletion } from '../../services/undoDeletion.ts'
import { builder } from '../builder.ts'
import { requireLearner, write } from '../context.ts'
import { flashcardRef } from './flashcard.ts'
import { goalRef } from './goal.ts'
import { skillTreeRef } from './skillTree.ts'
import { viewerRef } from './viewer.ts'

const deletionRef = builder.prismaObject('Deletion', {
  description: 'What was deleted together, and can be put back for 30 days.',
  fields: t => ({
    id: t.exposeID('id', { description: 'The deletion’s id.' }),
    title: t.exposeString('title', { description: 'What was deleted.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When.' }),
    undoableUntil: t.field({
      type: 'DateTime',
      description: 'Until when it can be undone.',
      resolve: deletion => undoableUntil(deletion),
    }),
    unlinkedCardCount: t.exposeInt('unlinkedCardCount', { description: 'Cards kept without a node.' }),
    deletedCardCount: t.exposeInt('deletedCardCount', { description: 'Cards deleted with it.' }),
  }),
})

builder.prismaObjectField(viewerRef, 'deletions', t =>
  t.field({
    type: [deletionRef],
    description: 'What can still be put back, latest first.',
    resolve: (_user, _args, context) => listDeletions(context.db, requireLearner(context), context.now),
  }),
)

export const deletionPayload = builder
  .objectRef<{ deletion: Deletion; goalId: string | null }>('DeletionPayload')
  .implement({
    fields: t => ({
      deletion: t.field({ type: deletionRef, resolve: payload => payload.deletion }),
      goal: t.field({
        type: goalRef,
        nullable: true,
        description: 'The goal it was taken from; null when the goal itself went, or cards of several.',
        resolve: ({ goalId }, _args, { loaders }) => (goalId === null ? null : loaders.goal.load(goalId)),
      }),
      skillTree: t.field({
        type: skillTreeRef,
        nullable: true,
        description: 'That goal’s tree as it is now.',
        resolve: ({ goalId }, _args, { loaders }) =>
          goalId === null ? null : loaders.treeByGoal.load(goalId),
      }),
    }),
  })
const undoPayload = builder
  .objectRef<{ goals: LearningGoal[]; flashcards: Flashcard[] }>('UndoDeletionPayload')
  .implement({
    fields: t => ({
      goals: t.field({
        type: [goalRef],
        description: 'Goals that changed.',
        resolve: payload => payload.goals,
      }),
      flashcards: t.field({
        type: [flashcardRef],
        description: 'Cards that are back.',
        resolve: payload => payload.flashcards,
      }),
    }),
  })

const deleteCards = 'Whether to delete the cards too; otherwise active ones are unlinked and kept.'

builder.mutationFields(t => ({
  deleteGoal: t.field({
    type: deletionPayload,
    description: 'Deletes a goal with its tree.',
    args: {
      id: t.arg.id({ required: true }),
      deleteCards: t.arg.boolean({ defaultValue: false, description: deleteCards }),
    },
    resolve: async (_root, args, context) => ({
      goalId: null,
      deletion: await write(context, learner =>
        deleteGoal(context.db, learner, args.id, args.deleteCards ?? false, context.now),
      ),
    }),
  }),
  deleteSkillNode: t.field({
    type: deletionPayload,
    description: 'Deletes a node with everything below it.',
    args: {
      id: t.arg.id({ required: true }),
      deleteCards: t.arg.boolean({ defaultValue: false, description: deleteCards }),
    },
    resolve: (_root, args, context) =>
      write(context, learner =>
        deleteSkillNode(context.db, learner, args.id, args.deleteCards ?? false, context.now),
      ),
  }),
  deleteFlashcards: t.field({
    type: deletionPayload,
    description: 'Deletes cards, all or none.',
    args: { ids: t.arg.idList({ required: true }) },
    resolve: (_root, { ids }, context) =>
      write(context, learner => deleteFlashcards(context.db, learner, ids, context.now)),
  }),
  undoDeletion: t.field({
    type: undoPayload,
    description: 'Puts back what a deletion took. A second undo changes nothing.',
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) =>
      write(context, learner => undoDeletion(context.db, learner, id, context.now)),
  }),
}))
