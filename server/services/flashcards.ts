import type { CardFilter } from '../db/cards.ts'
import type { Db, Tx } from '../db/client.ts'
import { type Flashcard, Prisma } from '../db/generated/prisma/client.ts'
import { transaction } from '../db/transaction.ts'
import { type CardContent, type CardInput, checkCardContent, readCardMetadata } from '../domain/cardText.ts'
import { InvalidInput, LimitExceeded, NotFound } from '../domain/errors.ts'
import { parseId, parseIds } from '../domain/ids.ts'
import type { Learner } from '../domain/learner.ts'
import { lockCardPlace, type PlaceChange, savePlaceChange } from './cardPlace.ts'
import { findGoal } from './goals.ts'
import {
  findGoalsOfNodes,
  type LockedLearner,
  lockCards,
  lockGoalsOfNodes,
  lockLearner,
  requireAll,
} from './locks.ts'
import { cardColumns, insertCards } from './newTree.ts'
import { findNode } from './skillTrees.ts'
import { suspendFlashcard } from './suspendFlashcard.ts'
import { recomputeTrees } from './treeMastery.ts'

/** Cards one mutation may name. */
export const MAX_CARDS_PER_CALL = 1000

/** A learner's live card. Throws NotFound for anything else. */
export async function findFlashcard(db: Db, learner: Learner, id: string): Promise<Flashcard> {
  const where = { id: parseId('Flashcard', id), userId: learner.id, deletedAt: null }
  const card = await db.flashcard.findFirst({ where })
  if (!card) throw new NotFound('Flashcard', id)
  return card
}

/** What a new card changes of its place: one more to study, of no mastery yet. */
const newCard: PlaceChange = {
  counts: { cardCount: 1, studiedCardCount: 1 },
  masteryDelta: 0,
  addedSeconds: 0,
  isFirstMastery: false,
  sessionId: null,
}

export function createFlashcard(
  db: Db,
  learner: Learner,
  input: CardInput & { skillNodeId: string },
  now: Date,
): Promise<Flashcard> {
  const skillNodeId = parseId('Skill node', input.skillNodeId)
  const content = checkCardContent(input)
  return transaction(db, async tx => {
    const user = await lockLearner(tx, learner.id)
    await lockGoalsOfNodes(tx, learner.id, [skillNodeId])
    await refuseTakenExternalIds(tx, learner.id, content.externalId === null ? [] : [content.externalId])
    const [id] = await insertCards(tx, user, [{ skillNodeId, content }])
    const place = (await lockCardPlace(tx, learner.id, id!))!
    await savePlaceChange(tx, user, place, newCard, now)
    return place.card
  })
}

/** Changes what is given; null clears. Its schedule stays. */
export function updateFlashcard(
  db: Db,
  learner: Learner,
  id: string,
  change: Partial<CardInput>,
): Promise<Flashcard> {
  const cardId = parseId('Flashcard', id)
  return transaction(db, async tx => {
    const { lockedAt } = await lockLearner(tx, learner.id)
    const [card] = await lockCards(tx, learner.id, [cardId])
    const content = checkCardContent(mergeContent(card!, change))
    const data = { ...storedColumns(content), updatedAt: lockedAt }
    return tx.flashcard.update({ where: { id: cardId }, data })
  })
}

/** Takes cards out of study, or back in, without touching their schedule. All or none. */
export async function setFlashcardsSuspended(
  db: Db,
  learner: Learner,
  ids: readonly string[],
  isSuspended: boolean,
  now: Date,
): Promise<Flashcard[]> {
  const [cardId, ...others] = parseCardIds(ids)
  if (cardId && others.length === 0) return [await suspendFlashcard(db, learner, cardId, isSuspended, now)]
  return changeCards(db, learner, ids, null, now, async (tx, { lockedAt }, cardIds) => {
    const data = { isSuspended, updatedAt: lockedAt }
    await tx.flashcard.updateMany({ where: { id: { in: cardIds } }, data })
  })
}

/** Moves cards to a node, with their history; null unlinks them. All or none. */
export function moveFlashcards(
  db: Db,
  learner: Learner,
  ids: readonly string[],
  targetNodeId: string | null,
  now: Date,
): Promise<Flashcard[]> {
  const skillNodeId = targetNodeId === null ? null : parseId('Skill node', targetNodeId)
  return changeCards(db, learner, ids, skillNodeId, now, async (tx, { lockedAt }, cardIds, cards) => {
    if (skillNodeId === null && cards.some(card => card.status === 'draft')) {
      throw new InvalidInput('ids', 'A draft cannot be unlinked: approve or discard it first.')
    }
    const data = { skillNodeId, unlinkedById: null, unlinkedFromId: null, updatedAt: lockedAt }
    await tx.flashcard.updateMany({ where: { id: { in: cardIds } }, data })
  })
}

/**
 * Locks cards, changes them, and brings the trees they stood in, and that of the node they go to, up to
 * date. Answers them in the order of the ids.
 */
async function changeCards(
  db: Db,
  learner: Learner,
  ids: readonly string[],
  targetNodeId: string | null,
  now: Date,
  change: (tx: Tx, user: LockedLearner, cardIds: string[], cards: Flashcard[]) => Promise<void>,
): Promise<Flashcard[]> {
  const cardIds = parseCardIds(ids)
  return transaction(db, async tx => {
    const user = await lockLearner(tx, learner.id)
    const goalsAfter = targetNodeId === null ? [] : await findGoalsOfNodes(tx, learner.id, [targetNodeId])
    const cards = await lockCards(tx, learner.id, cardIds, goalsAfter)
    const goalsBefore = await findGoalIds(tx, cards)
    await change(tx, user, cardIds, cards)
    await recomputeTrees(tx, user, [...goalsBefore, ...goalsAfter], now)
    return findCardsInOrder(tx, cardIds)
  })
}

/** Well-formed ids, each once, not more than one mutation may name. */
export function parseCardIds(ids: readonly string[]): string[] {
  if (ids.length > MAX_CARDS_PER_CALL) throw new LimitExceeded('ids', ids.length, MAX_CARDS_PER_CALL)
  return parseIds('Flashcard', ids)
}

export async function findCardsInOrder(tx: Tx, ids: string[]): Promise<Flashcard[]> {
  const cards = await tx.flashcard.findMany({ where: { id: { in: ids } } })
  const byId = new Map(cards.map(card => [card.id, card]))
  return ids.map(id => byId.get(id)!)
}

/** The goals in whose trees these cards stand. */
export async function findGoalIds(tx: Tx, cards: { skillNodeId: string | null }[]): Promise<string[]> {
  const nodeIds = [...new Set(cards.map(card => card.skillNodeId).filter(id => id !== null))]
  const trees = await tx.skillTree.findMany({
    where: { nodes: { some: { id: { in: nodeIds } } } },
    select: { goalId: true },
  })
  return trees.map(tree => tree.goalId)
}

/** A card as its content reads; a change laid over it. A new type drops what belongs to the old one. */
export function mergeContent(card: Flashcard, change: Partial<CardInput>): CardInput {
  const cardType = change.cardType ?? (card.cardType as CardContent['cardType'])
  const stored = readCardMetadata(card.cardType as CardContent['cardType'], card.cardMetadata)
  const kept = cardType === card.cardType ? stored : { distractors: stored.distractors, scenario: null }
  const { question, answer, explanation, tags, sourceUrl, externalId } = card
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const current = { question, answer, explanation, tags, sourceUrl, externalId, ...kept }
  return { ...current, ...given, cardType } as CardInput
}

/** Refuses a list of cards by a goal, a node or cards that are not the learner's: NotFound. */
export async function checkCardFilter(db: Db, learner: Learner, filter: CardFilter): Promise<void> {
  if (filter.goalId != null) await findGoal(db, learner, filter.goalId)
  if (filter.skillNodeId != null) await findNode(db, learner, filter.skillNodeId)
  if (filter.ids == null) return
  const ids = parseCardIds(filter.ids)
  const found = await db.flashcard.findMany({
    where: { id: { in: ids }, userId: learner.id },
    select: { id: true },
  })
  requireAll('Flashcard', ids, found)
}

/** Columns of an update: an absent metadata is cleared. */
function storedColumns(content: CardContent) {
  const columns = cardColumns(content)
  return { ...columns, cardMetadata: columns.cardMetadata ?? Prisma.DbNull }
}

async function refuseTakenExternalIds(tx: Tx, userId: string, externalIds: string[]): Promise<void> {
  if (externalIds.length === 0) return
  const taken = await tx.flashcard.findFirst({
    where: { userId, externalId: { in: externalIds }, deletedAt: null },
  })
  if (!taken) return
  const message = `A card with the external id "${taken.externalId}" exists already: expected one that is not taken.`
  throw new InvalidInput('externalId', message)
}
