import type { SkillNodeRecord } from '../../db/trees.ts'
import { resetFlashcards } from '../../services/resetFlashcards.ts'
import {
  type ReviewedCard,
  type ReviewOutcome,
  reviewFlashcard,
  reviewFlashcards,
} from '../../services/reviews.ts'
import { undoReview } from '../../services/undoReview.ts'
import { builder } from '../builder.ts'
import { studyWrite, write } from '../context.ts'
import { flashcardRef } from './flashcard.ts'
import { cardsPayload } from './flashcardEdits.ts'
import { goalRef } from './goal.ts'
import { ratingEnum } from './review.ts'
import { skillNodeRef } from './skillNode.ts'
import { presentation, reviewRef } from './studyItem.ts'
import { studySessionRef } from './studySession.ts'

const reviewInput = builder.inputType('ReviewFlashcardInput', {
  description: 'One answer.',
  fields: t => ({
    reviewId: t.id({
      required: true,
      description: 'A UUID made by the client; a resend is answered with the first result.',
    }),
    flashcardId: t.id({ required: true }),
    rating: t.field({
      type: ratingEnum,
      description: 'FLIP: required. CHOICES: only with a choice, to change a right answer to HARD or EASY.',
    }),
    choiceId: t.id({ description: 'CHOICES: graded by the server; null: “Not sure”.' }),
    presentation: t.field({ type: presentation, defaultValue: 'flip' }),
    durationMs: t.int({ description: 'How long it took.' }),
    studySessionId: t.id(),
    studyItemPosition: t.int({ description: 'Absent: the card’s first item that waits.' }),
    reviewedAt: t.field({ type: 'DateTime', description: 'Absent or in the future: now.' }),
    expectedVersion: t.int({ description: 'CONFLICT when the card has moved on.' }),
  }),
})

const reviewPayload = builder.objectRef<ReviewedCard>('ReviewFlashcardPayload').implement({
  description: 'A review and everything it changed.',
  fields: t => ({
    review: t.field({
      type: reviewRef,
      description: 'The review as it was logged.',
      resolve: reviewed => reviewed.review,
    }),
    flashcard: t.field({
      type: flashcardRef,
      description: 'The card as it is now.',
      resolve: reviewed => reviewed.card,
    }),
    wasCorrect: t.exposeBoolean('wasCorrect', { nullable: true, description: 'Null for an undo.' }),
    correctChoiceId: t.exposeID('correctChoiceId', {
      nullable: true,
      description: 'CHOICES: the right one.',
    }),
    nodes: t.field({
      type: [skillNodeRef],
      description: 'The card’s node and its ancestors.',
      resolve: async ({ card, goalId }, _args, { loaders }) =>
        goalId === null ? [] : walkUp(await loaders.node.load(card.skillNodeId!)),
    }),
    goal: t.field({
      type: goalRef,
      nullable: true,
      description: 'The goal the card stands in.',
      resolve: ({ goalId }, _args, { loaders }) => (goalId === null ? null : loaders.goal.load(goalId)),
    }),
    studySession: t.field({
      type: studySessionRef,
      nullable: true,
      description: 'The session it was answered in.',
      resolve: ({ review }, _args, { loaders }) =>
        review.studySessionId === null ? null : loaders.studySession.load(review.studySessionId),
    }),
  }),
})

function walkUp(node: SkillNodeRecord): SkillNodeRecord[] {
  return node.parent === null ? [node] : [node, ...walkUp(node.parent)]
}

const reviewResult = builder.objectRef<ReviewOutcome>('ReviewResult').implement({
  description: 'What became of one answer of a batch.',
  fields: t => ({
    reviewId: t.exposeID('reviewId', { description: 'The client’s id.' }),
    payload: t.field({
      type: reviewPayload,
      nullable: true,
      description: 'Its result; null when it was refused.',
      resolve: outcome => outcome.reviewed,
    }),
    errorCode: t.string({
      nullable: true,
      description: 'Why it was refused, as in extensions.code.',
      resolve: outcome => outcome.error?.code,
    }),
    errorMessage: t.string({
      nullable: true,
      description: 'Why it was refused, in words.',
      resolve: outcome => outcome.error?.message,
    }),
  }),
})

const reviewsPayload = builder.objectRef<{ results: ReviewOutcome[] }>('ReviewFlashcardsPayload').implement({
  fields: t => ({
    results: t.field({
      type: [reviewResult],
      description: 'One for each answer, in order.',
      resolve: payload => payload.results,
    }),
  }),
})

builder.mutationFields(t => ({
  reviewFlashcard: t.field({
    type: reviewPayload,
    description: 'Answers a card, exactly once however often it is sent.',
    args: { input: t.arg({ type: reviewInput, required: true }) },
    resolve: (_root, { input }, context) =>
      studyWrite(context, learner => reviewFlashcard(context.db, learner, input, context.now)),
  }),
  reviewFlashcards: t.field({
    type: reviewsPayload,
    description: 'Answers up to 100 cards in order; each is saved or refused by itself.',
    args: { inputs: t.arg({ type: [reviewInput], required: true }) },
    resolve: (_root, { inputs }, context) =>
      studyWrite(context, async learner => ({
        results: await reviewFlashcards(context.db, learner, inputs, context.now),
      })),
  }),
  undoReview: t.field({
    type: reviewPayload,
    description: 'Takes a card’s newest review back: schedule, mastery, limits and session are as before.',
    args: { reviewId: t.arg.id({ required: true, description: 'The client’s.' }) },
    resolve: (_root, { reviewId }, context) =>
      studyWrite(context, learner => undoReview(context.db, learner, reviewId, context.now)),
  }),
  resetFlashcards: t.field({
    type: cardsPayload,
    description: 'Makes cards new again and keeps their history. All or none.',
    args: { ids: t.arg.idList({ required: true }) },
    resolve: (_root, { ids }, context) =>
      write(context, async learner => ({
        flashcards: await resetFlashcards(context.db, learner, ids, context.now),
      })),
  }),
}))
