import type { ReviewLog } from '../../db/generated/prisma/client.ts'
import { parsePage } from '../../db/pages.ts'
import { countReviews, loadReviewPage } from '../../db/reviews.ts'
import { type CardState, previewRatings, type Rating, type ScheduleOutcome } from '../../domain/scheduling.ts'
import { readSchedule } from '../../services/cardSchedule.ts'
import { dateToDay } from '../../services/days.ts'
import { findGoal } from '../../services/goals.ts'
import { readSettings } from '../../services/studySettings.ts'
import { spendObjects } from '../budget.ts'
import { builder } from '../builder.ts'
import { defineConnection } from '../connection.ts'
import { requireLearner } from '../context.ts'
import { cardState, flashcardRef } from './flashcard.ts'
import { presentation, reviewRef, studyMode } from './studyItem.ts'
import { viewerRef } from './viewer.ts'

export const ratingEnum = builder.enumType('Rating', {
  description: 'How well it was remembered. Hard means it was.',
  values: {
    AGAIN: { value: 1, description: 'Forgotten.' },
    HARD: { value: 2, description: 'Remembered with an effort.' },
    GOOD: { value: 3, description: 'Remembered.' },
    EASY: { value: 4, description: 'Remembered without thinking.' },
  } as Record<'AGAIN' | 'HARD' | 'GOOD' | 'EASY', { value: Rating; description: string }>,
})

reviewRef.implement({
  description: 'One graded answer, kept for ever.',
  fields: t => ({
    id: t.exposeID('id', { description: 'The review’s id.' }),
    reviewId: t.exposeID('clientReviewId', { description: 'The id the client gave it.' }),
    flashcard: t.field({
      type: flashcardRef,
      description: 'The card as it is now.',
      resolve: (review, _args, { loaders }) => loaders.card.load(review.flashcardId!),
    }),
    rating: t.field({
      type: ratingEnum,
      description: 'The learner’s, or that of the choice.',
      resolve: review => review.rating as Rating,
    }),
    reviewedAt: t.expose('reviewedAt', { type: 'DateTime', description: 'When it was answered.' }),
    durationMs: t.exposeInt('durationMs', { nullable: true, description: 'How long it took, 24 h at most.' }),
    mode: t.field({
      type: studyMode,
      nullable: true,
      description: 'Of the session; null outside of one.',
      resolve: review => review.mode as typeof studyMode.$inferType | null,
    }),
    presentation: t.field({
      type: presentation,
      description: 'How the card was shown.',
      resolve: review => review.presentation as typeof presentation.$inferType,
    }),
    learnerDay: t.field({
      type: 'Date',
      description: 'The learner’s day it counts for; never recomputed.',
      resolve: review => dateToDay(review.learnerDay),
    }),
    elapsedDays: t.exposeInt('elapsedDays', { description: 'Learner days since the review before.' }),
    stateBefore: t.field({
      type: cardState,
      description: 'The card’s state before.',
      resolve: review => review.stateBefore as CardState,
    }),
    stabilityBefore: t.exposeFloat('stabilityBefore', {
      nullable: true,
      description: 'Days; null when new.',
    }),
    difficultyBefore: t.exposeFloat('difficultyBefore', {
      nullable: true,
      description: '1–10; null when new.',
    }),
    stabilityAfter: t.float({
      description: 'Days; 0 when a late review left the card new.',
      resolve: review => review.stabilityAfter ?? 0,
    }),
    difficultyAfter: t.float({
      description: '1–10; 0 when a late review left the card new.',
      resolve: review => review.difficultyAfter ?? 0,
    }),
    scheduledDays: t.exposeFloat('scheduledDays', {
      description: 'The interval it led to; 0 for steps under a day.',
    }),
    dueAfter: t.field({
      type: 'DateTime',
      description: 'When the card was due after it; reviewedAt when a late review left the card new.',
      resolve: review => review.dueAfter ?? review.reviewedAt,
    }),
    appliedToSchedule: t.exposeBoolean('appliedToSchedule', {
      description: 'False when it arrived after a later review: logged, but the card did not move.',
    }),
    undoneAt: t.expose('undoneAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was undone: every figure ignores it since.',
    }),
  }),
})

const reviewConnection = defineConnection<ReviewLog>('Review', reviewRef)

builder.prismaObjectField(viewerRef, 'reviews', t =>
  t.field({
    type: reviewConnection,
    description: 'Their reviews, oldest first.',
    args: {
      goalId: t.arg.id({ description: 'Of the goal at the time.' }),
      reviewedAfter: t.arg({ type: 'DateTime' }),
      first: t.arg.int(),
      after: t.arg.string(),
    },
    resolve: async (user, { goalId, reviewedAfter, ...args }, context) => {
      const { db } = context
      const goal = goalId == null ? null : await findGoal(db, requireLearner(context), goalId)
      const filter = { goalId: goal?.id, reviewedAfter }
      const page = await loadReviewPage(db, user.id, filter, parsePage(args))
      return { ...page, countTotal: () => countReviews(db, user.id, filter) }
    },
  }),
)

builder.prismaObjectField(flashcardRef, 'reviews', t =>
  t.field({
    type: reviewConnection,
    description: 'Its reviews, newest first.',
    args: { first: t.arg.int(), after: t.arg.string() },
    resolve: async (card, args, { loaders, budget }) => {
      const page = parsePage(args)
      spendObjects(budget, page.first)
      const reviews = await loaders.cardReviews(page).load(card.id)
      return { ...reviews, countTotal: () => loaders.cardReviewCount.load(card.id) }
    },
  }),
)

interface NextReview {
  rating: Rating
  outcome: ScheduleOutcome
}

export const nextReviewRef = builder.objectRef<NextReview>('NextReview').implement({
  description: 'What a rating would lead to.',
  fields: t => ({
    rating: t.field({ type: ratingEnum, description: 'The rating.', resolve: next => next.rating }),
    due: t.field({
      type: 'DateTime',
      description: 'When the card would be due.',
      resolve: next => next.outcome.after.due!,
    }),
    intervalSeconds: t.float({
      description: 'For the rating’s button; a whole day counts 86,400 s.',
      resolve: next => next.outcome.intervalSeconds,
    }),
  }),
})

builder.prismaObjectField(flashcardRef, 'nextReviews', t =>
  t.field({
    type: [nextReviewRef],
    description: 'What each rating would lead to if it were given now, in order.',
    resolve: async (card, _args, { loaders }) => {
      const settings = readSettings(await loaders.viewer())
      const outcomes = previewRatings(card.id, readSchedule(card), loaders.now, settings)
      return outcomes.map((outcome, index) => ({ rating: (index + 1) as Rating, outcome }))
    },
  }),
)
