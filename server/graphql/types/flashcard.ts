import { type CardFilter, countCards, loadCardPage } from '../../db/cards.ts'
import type { Flashcard } from '../../db/generated/prisma/client.ts'
import { parsePage } from '../../db/pages.ts'
import {
  type CardScenario,
  type CardScenarioOption,
  type CardType,
  cardTypes,
  readCardMetadata,
} from '../../domain/cardText.ts'
import { isMastered } from '../../domain/mastery.ts'
import { type CardState, retrievability } from '../../domain/scheduling.ts'
import { learnerDayOf } from '../../domain/studyDay.ts'
import { readSchedule } from '../../services/cardSchedule.ts'
import { checkCardFilter, findFlashcard } from '../../services/flashcards.ts'
import { readSettings } from '../../services/studySettings.ts'
import { spendObjects } from '../budget.ts'
import { builder, defineEnum } from '../builder.ts'
import { defineConnection } from '../connection.ts'
import { requireLearner } from '../context.ts'
import { skillNodeRef } from './skillNode.ts'
import { viewerRef } from './viewer.ts'

const cardStatuses = ['draft', 'active'] as const
const cardStates = ['new', 'learning', 'review', 'relearning'] as const
const cardOrders = ['created', 'updated', 'due', 'difficulty', 'lapses'] as const

export const cardType = defineEnum('CardType', cardTypes, 'How a card asks.')
export const cardStatus = defineEnum('CardStatus', cardStatuses, 'Only active cards are studied.')
export const cardState = defineEnum('CardState', cardStates, 'Where a card stands in FSRS.')
const cardOrder = defineEnum(
  'FlashcardOrder',
  cardOrders,
  'Created, updated and due: earliest first; difficulty and lapses: most first.',
)

const scenarioRef = builder.objectRef<CardScenario>('Scenario')
const optionRef = builder.objectRef<CardScenarioOption>('ScenarioOption').implement({
  fields: t => ({
    text: t.exposeString('text', { description: 'The option.' }),
    isCorrect: t.exposeBoolean('isCorrect', { description: 'Exactly one is.' }),
    explanation: t.string({
      nullable: true,
      description: 'Why it is right or wrong.',
      resolve: option => option.explanation ?? null,
    }),
  }),
})
scenarioRef.implement({
  description: 'A situation and what could be done.',
  fields: t => ({
    context: t.exposeString('context', { description: 'The situation, Markdown.' }),
    options: t.field({ type: [optionRef], description: '2–6.', resolve: scenario => scenario.options }),
  }),
})

/** One item to recall. */
export const flashcardRef = builder.prismaObject('Flashcard', {
  description: 'One item to recall. Texts are Markdown.',
  fields: t => ({
    id: t.exposeID('id', { description: 'The card’s id.' }),
    skillNode: t.field({
      type: skillNodeRef,
      nullable: true,
      description: 'Where it belongs; null when unlinked or deleted.',
      resolve: (card, _args, { loaders }) =>
        card.skillNodeId === null || card.deletedAt ? null : loaders.node.load(card.skillNodeId),
    }),
    question: t.exposeString('question', { description: 'What is asked.' }),
    answer: t.exposeString('answer', { description: 'What should come to mind.' }),
    explanation: t.exposeString('explanation', { nullable: true, description: 'Why it is so.' }),
    cardType: t.field({
      type: cardType,
      description: 'How it asks.',
      resolve: card => card.cardType as CardType,
    }),
    distractors: t.stringList({
      description: 'Wrong answers to choose from.',
      resolve: card => readCardMetadata(card.cardType as CardType, card.cardMetadata).distractors,
    }),
    scenario: t.field({
      type: scenarioRef,
      nullable: true,
      description: 'The situation, of a scenario.',
      resolve: card => readCardMetadata(card.cardType as CardType, card.cardMetadata).scenario,
    }),
    tags: t.exposeStringList('tags', { description: 'The learner’s own words for finding it.' }),
    sourceUrl: t.exposeString('sourceUrl', { nullable: true, description: 'Where it comes from.' }),
    externalId: t.exposeString('externalId', { nullable: true, description: 'An integrator’s id.' }),
    status: t.field({
      type: cardStatus,
      description: 'Draft until approved.',
      resolve: card => card.status as (typeof cardStatuses)[number],
    }),
    version: t.exposeInt('version', { description: 'Grows with every change of its schedule.' }),
    isSuspended: t.exposeBoolean('isSuspended', { description: 'Taken out of study for now.' }),
    isLeech: t.exposeBoolean('isLeech', { description: 'Forgotten again and again.' }),
    state: t.field({
      type: cardState,
      description: 'Where it stands in FSRS.',
      resolve: card => card.state as CardState,
    }),
    due: t.expose('due', {
      type: 'DateTime',
      nullable: true,
      description: 'When it is next due; null while new.',
    }),
    stability: t.exposeFloat('stability', {
      nullable: true,
      description: 'Days after which recall falls to 90 %.',
    }),
    difficulty: t.exposeFloat('difficulty', { nullable: true, description: '1–10.' }),
    reps: t.exposeInt('reps', { description: 'Answers so far.' }),
    lapses: t.exposeInt('lapses', { description: 'Times it was forgotten in review.' }),
    lastReview: t.expose('lastReview', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last answered.',
    }),
    retrievability: t.float({
      nullable: true,
      description: 'Chance of recall now, 0–1; null when new.',
      resolve: async (card, _args, { loaders }) => {
        const settings = readSettings(await loaders.viewer())
        return retrievability(readSchedule(card), learnerDayOf(loaders.now, settings), settings)
      },
    }),
    isMastered: t.boolean({
      description: 'In review with a stability of 21 days or more.',
      resolve: card => isMastered(card.state as CardState, card.stability),
    }),
    masteredAt: t.expose('masteredAt', { type: 'DateTime', nullable: true, description: 'The first time.' }),
    deletedAt: t.expose('deletedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was deleted.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
})

const flashcardConnection = defineConnection<Flashcard>('Flashcard', flashcardRef)

builder.queryField('flashcard', t =>
  t.field({
    type: flashcardRef,
    nullable: true,
    description: 'A card of the learner.',
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => findFlashcard(context.db, requireLearner(context), id),
  }),
)

builder.objectField(skillNodeRef, 'flashcards', t =>
  t.field({
    type: flashcardConnection,
    description: 'Its cards, in the order they were made; without a status both.',
    args: {
      status: t.arg({ type: cardStatus }),
      includeDescendants: t.arg.boolean({ defaultValue: false }),
      search: t.arg.string({ description: 'Words in question, answer or tags.' }),
      first: t.arg.int(),
      after: t.arg.string(),
    },
    resolve: async (node, { status, includeDescendants, search, ...args }, { loaders, budget }) => {
      const request = {
        status: status ?? null,
        includeDescendants: includeDescendants ?? false,
        search: search ?? null,
      }
      const page = parsePage(args)
      spendObjects(budget, page.first)
      const cards = loaders.nodeCards({ ...request, page })
      return { ...(await cards.pages.load(node.id)), countTotal: () => cards.counts.load(node.id) }
    },
  }),
)

const filterInput = builder.inputType('FlashcardFilter', {
  description: 'Every part narrows the list.',
  fields: t => ({
    goalId: t.id(),
    skillNodeId: t.id(),
    includeDescendants: t.boolean({ defaultValue: true }),
    ids: t.idList(),
    externalIds: t.stringList(),
    search: t.string({ description: 'Words in question, answer or tags.' }),
    tags: t.stringList({ description: 'Cards with any of them.' }),
    states: t.field({ type: [cardState] }),
    status: t.field({ type: cardStatus, defaultValue: 'active' }),
    isSuspended: t.boolean(),
    isLeech: t.boolean(),
    isUnlinked: t.boolean(),
    dueBefore: t.field({ type: 'DateTime' }),
    updatedAfter: t.field({ type: 'DateTime' }),
    includeDeleted: t.boolean({ defaultValue: false, description: 'Also tombstones, for synchronising.' }),
  }),
})

builder.prismaObjectField(viewerRef, 'flashcards', t =>
  t.field({
    type: flashcardConnection,
    description: 'Their cards.',
    args: {
      filter: t.arg({ type: filterInput }),
      orderBy: t.arg({ type: cardOrder, defaultValue: 'created' }),
      first: t.arg.int(),
      after: t.arg.string(),
    },
    resolve: async (user, { filter, orderBy, ...args }, context) => {
      const { db } = context
      const wanted: CardFilter = filter ?? { status: 'active' }
      await checkCardFilter(db, requireLearner(context), wanted)
      const page = await loadCardPage(db, user.id, wanted, orderBy ?? 'created', parsePage(args))
      return { ...page, countTotal: () => countCards(db, user.id, wanted) }
    },
  }),
)
