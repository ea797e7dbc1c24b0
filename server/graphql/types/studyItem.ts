import type { ReviewLog } from '../../db/generated/prisma/client.ts'
import type { StudyItemRecord } from '../../db/sessionItems.ts'
import type { Choice } from '../../domain/grading.ts'
import { loadQueue } from '../../services/studyQueue.ts'
import { findStudyScope } from '../../services/studyScope.ts'
import { builder, defineEnum } from '../builder.ts'
import { requireLearner } from '../context.ts'
import { flashcardRef } from './flashcard.ts'
import { viewerRef } from './viewer.ts'

const studyModes = ['flashcard', 'multiple_choice', 'timed', 'mixed'] as const

export const studyMode = defineEnum(
  'StudyMode',
  studyModes,
  'FLASHCARD: flip and rate; MULTIPLE_CHOICE: four choices; TIMED: against a clock, no new cards; MIXED: choices until a card is known for a week.',
)
export const presentation = defineEnum(
  'Presentation',
  ['flip', 'choices'] as const,
  'How a card is shown: turned over and rated, or answered by choosing.',
)

/** Defined here and filled in review.ts: an item has its review, a review its card. */
export const reviewRef = builder.objectRef<ReviewLog>('Review')

const choiceRef = builder.objectRef<Choice>('Choice').implement({
  description: 'One choice. Which is right is told by the answer.',
  fields: t => ({
    id: t.exposeID('id', { description: 'The same for the same card and text, with or without a session.' }),
    text: t.exposeString('text', { description: 'Markdown.' }),
  }),
})

export const studyItemRef = builder.objectRef<StudyItemRecord>('StudyItem').implement({
  description: 'A card in a session or in the queue, as it is shown.',
  fields: t => ({
    position: t.exposeInt('position', { description: 'From 0; items that went leave a gap.' }),
    flashcard: t.field({
      type: flashcardRef,
      description: 'The card.',
      resolve: (item, _args, { loaders }) => loaders.card.load(item.flashcardId),
    }),
    presentation: t.field({
      type: presentation,
      description: 'How it is shown.',
      resolve: item => item.presentation,
    }),
    choices: t.field({
      type: [choiceRef],
      nullable: true,
      description: 'Shuffled, when it is answered by choosing.',
      resolve: item => item.choices,
    }),
    review: t.field({
      type: reviewRef,
      nullable: true,
      description: 'Its answer; null while it waits.',
      resolve: (item, _args, { loaders }) =>
        item.reviewLogId === null ? null : loaders.review.load(item.reviewLogId),
    }),
  }),
})

builder.prismaObjectField(viewerRef, 'dueCards', t =>
  t.field({
    type: [studyItemRef],
    description: 'The queue of now, without a session; answer with reviewFlashcard.',
    args: {
      goalId: t.arg.id({ description: 'Neither: everything.' }),
      skillNodeId: t.arg.id({ description: 'A node with all below it.' }),
      mode: t.arg({ type: studyMode, defaultValue: 'flashcard' }),
      limit: t.arg.int({ defaultValue: 20, description: 'Distinct cards; null: all.' }),
      ahead: t.arg.boolean({ defaultValue: false, description: 'By due date, also of coming days.' }),
    },
    resolve: async (user, { mode, limit, ahead, ...place }, context) => {
      const { db, now } = context
      const scope = await findStudyScope(db, requireLearner(context), place)
      const request = { scope, limit: limit ?? null, ahead: ahead ?? false, beyondLimits: false }
      const { cards } = await loadQueue(db, user, { ...request, mode: mode ?? 'flashcard' }, now)
      return cards.map((card, position) => ({ ...card, position, reviewLogId: null }))
    },
  }),
)
