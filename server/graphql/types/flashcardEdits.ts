import type { Flashcard } from '../../db/generated/prisma/client.ts'
import type { CardInput } from '../../domain/cardText.ts'
import {
  createFlashcard,
  moveFlashcards,
  setFlashcardsSuspended,
  updateFlashcard,
} from '../../services/flashcards.ts'
import { type UpsertResult, upsertFlashcards } from '../../services/upsertFlashcards.ts'
import { builder } from '../builder.ts'
import { write } from '../context.ts'
import { cardType, flashcardRef } from './flashcard.ts'

const optionInput = builder.inputType('ScenarioOptionInput', {
  fields: t => ({
    text: t.string({ required: true }),
    isCorrect: t.boolean({ required: true }),
    explanation: t.string(),
  }),
})
const scenarioInput = builder.inputType('ScenarioInput', {
  fields: t => ({
    context: t.string({ required: true }),
    options: t.field({ type: [optionInput], required: true }),
  }),
})
const createInput = builder.inputType('CreateFlashcardInput', {
  fields: t => ({
    skillNodeId: t.id({ required: true }),
    question: t.string({ required: true }),
    answer: t.string({ required: true }),
    explanation: t.string(),
    cardType: t.field({ type: cardType, defaultValue: 'flashcard' }),
    distractors: t.stringList(),
    scenario: t.field({ type: scenarioInput }),
    tags: t.stringList(),
    sourceUrl: t.string(),
    externalId: t.string(),
  }),
})
const updateInput = builder.inputType('UpdateFlashcardInput', {
  description: 'An absent field is kept; null clears.',
  fields: t => ({
    id: t.id({ required: true }),
    question: t.string(),
    answer: t.string(),
    explanation: t.string(),
    cardType: t.field({ type: cardType }),
    distractors: t.stringList(),
    scenario: t.field({ type: scenarioInput }),
    tags: t.stringList(),
    sourceUrl: t.string(),
  }),
})
const upsertInput = builder.inputType('UpsertFlashcardInput', {
  fields: t => ({
    externalId: t.string({ required: true }),
    question: t.string({ required: true }),
    answer: t.string({ required: true }),
    explanation: t.string(),
    cardType: t.field({ type: cardType, defaultValue: 'flashcard' }),
    distractors: t.stringList(),
    scenario: t.field({ type: scenarioInput }),
    tags: t.stringList(),
    sourceUrl: t.string(),
  }),
})

const cardPayload = builder.objectRef<{ flashcard: Flashcard }>('FlashcardPayload').implement({
  fields: t => ({ flashcard: t.field({ type: flashcardRef, resolve: payload => payload.flashcard }) }),
})
export const cardsPayload = builder.objectRef<{ flashcards: Flashcard[] }>('FlashcardsPayload').implement({
  fields: t => ({ flashcards: t.field({ type: [flashcardRef], resolve: payload => payload.flashcards }) }),
})
const upsertPayload = builder.objectRef<UpsertResult>('UpsertFlashcardsPayload').implement({
  fields: t => ({
    flashcards: t.field({
      type: [flashcardRef],
      description: 'In the order given.',
      resolve: result => result.flashcards,
    }),
    created: t.exposeInt('created'),
    updated: t.exposeInt('updated'),
    unchanged: t.exposeInt('unchanged'),
  }),
})

builder.mutationFields(t => ({
  createFlashcard: t.field({
    type: cardPayload,
    description: 'Writes a card.',
    args: { input: t.arg({ type: createInput, required: true }) },
    resolve: (_root, { input: { skillNodeId, ...content } }, context) =>
      write(context, async learner => ({
        flashcard: await createFlashcard(
          context.db,
          learner,
          { ...toDraft(content), skillNodeId },
          context.now,
        ),
      })),
  }),
  updateFlashcard: t.field({
    type: cardPayload,
    description: 'Changes a card’s content; its schedule stays.',
    args: { input: t.arg({ type: updateInput, required: true }) },
    resolve: (_root, { input: { id, ...change } }, context) =>
      write(context, async learner => ({
        flashcard: await updateFlashcard(context.db, learner, id, toChange(change)),
      })),
  }),
  upsertFlashcards: t.field({
    type: upsertPayload,
    description: 'Creates or changes cards by their external ids; 200 at most, all or none.',
    args: {
      skillNodeId: t.arg.id({ required: true }),
      cards: t.arg({ type: [upsertInput], required: true }),
    },
    resolve: (_root, { skillNodeId, cards }, context) =>
      write(context, learner =>
        upsertFlashcards(context.db, learner, skillNodeId, cards.map(toDraft), context.now),
      ),
  }),
  setFlashcardsSuspended: t.field({
    type: cardsPayload,
    description: 'Takes cards out of study, or back in; all or none.',
    args: { ids: t.arg.idList({ required: true }), isSuspended: t.arg.boolean({ required: true }) },
    resolve: (_root, { ids, isSuspended }, context) =>
      write(context, async learner => ({
        flashcards: await setFlashcardsSuspended(context.db, learner, ids, isSuspended, context.now),
      })),
  }),
  moveFlashcards: t.field({
    type: cardsPayload,
    description: 'Moves cards with their history; null unlinks them. All or none.',
    args: { ids: t.arg.idList({ required: true }), skillNodeId: t.arg.id() },
    resolve: (_root, { ids, skillNodeId }, context) =>
      write(context, async learner => ({
        flashcards: await moveFlashcards(context.db, learner, ids, skillNodeId ?? null, context.now),
      })),
  }),
}))

type ContentInput = typeof createInput.$inferInput | typeof upsertInput.$inferInput

function toDraft(input: Omit<ContentInput, 'skillNodeId'>): CardInput {
  return {
    question: input.question,
    answer: input.answer,
    explanation: input.explanation ?? null,
    cardType: input.cardType ?? 'flashcard',
    distractors: input.distractors ?? [],
    scenario: toScenario(input.scenario),
    tags: input.tags ?? [],
    sourceUrl: input.sourceUrl ?? null,
    externalId: 'externalId' in input ? (input.externalId ?? null) : null,
  }
}

/** What is given, with null as the empty value of its field. */
function toChange({ scenario, ...change }: Omit<typeof updateInput.$inferInput, 'id'>): Partial<CardInput> {
  const empty = { question: '', answer: '', cardType: 'flashcard', distractors: [], tags: [] } as const
  const given = Object.entries(change).map(([field, value]) => [
    field,
    value ?? empty[field as keyof typeof empty] ?? null,
  ])
  return { ...Object.fromEntries(given), ...(scenario !== undefined && { scenario: toScenario(scenario) }) }
}

function toScenario(scenario: typeof scenarioInput.$inferInput | null | undefined): CardInput['scenario'] {
  if (!scenario) return null
  const options = scenario.options.map(option => ({ ...option, explanation: option.explanation ?? null }))
  return { context: scenario.context, options }
}
