import { isDeepStrictEqual } from 'node:util'
import type { Db, Tx } from '../db/client.ts'
import type { Flashcard } from '../db/generated/prisma/client.ts'
import { toRows } from '../db/rows.ts'
import { transaction } from '../db/transaction.ts'
import { type CardContent, type CardInput, checkCardContent } from '../domain/cardText.ts'
import { type InputIssue, InvalidInput, LimitExceeded } from '../domain/errors.ts'
import { parseId } from '../domain/ids.ts'
import type { Learner } from '../domain/learner.ts'
import { findCardsInOrder, findGoalIds, mergeContent } from './flashcards.ts'
import { findGoalsOfNodes, type LockedLearner, lockCards, lockLearner } from './locks.ts'
import { cardColumns, insertCards } from './newTree.ts'
import { recomputeTrees } from './treeMastery.ts'

/** Cards of one upsert. */
export const MAX_UPSERT = 200

export interface UpsertResult {
  flashcards: Flashcard[]
  created: number
  updated: number
  unchanged: number
}

/**
 * Makes the node hold these cards, told apart by their external ids: new ones are created, known ones
 * changed and, when they stood elsewhere, moved here. Schedules and history stay. All or none.
 */
export function upsertFlashcards(
  db: Db,
  learner: Learner,
  nodeId: string,
  inputs: readonly CardInput[],
  now: Date,
): Promise<UpsertResult> {
  const skillNodeId = parseId('Skill node', nodeId)
  if (inputs.length > MAX_UPSERT) throw new LimitExceeded('cards', inputs.length, MAX_UPSERT)
  const contents = checkAll(inputs)
  return transaction(db, async tx => {
    const user = await lockLearner(tx, learner.id)
    const goalsAfter = await findGoalsOfNodes(tx, learner.id, [skillNodeId])
    const where = {
      userId: learner.id,
      deletedAt: null,
      externalId: { in: contents.map(card => card.externalId!) },
    }
    const found = await tx.flashcard.findMany({ where, select: { id: true } })
    const known = await lockCards(
      tx,
      learner.id,
      found.map(card => card.id),
      goalsAfter,
    )
    const goalIds = [...goalsAfter, ...(await findGoalIds(tx, known))]
    const byExternalId = new Map(known.map(card => [card.externalId, card]))

    const idOf = new Map<string, string>()
    const fresh = contents.filter(content => !byExternalId.has(content.externalId))
    const ids = await insertCards(
      tx,
      user,
      fresh.map(content => ({ skillNodeId, content })),
    )
    for (const [index, { externalId }] of fresh.entries()) idOf.set(externalId!, ids[index]!)
    const changed: ChangedCard[] = []
    for (const content of contents) {
      const card = byExternalId.get(content.externalId)
      if (!card) continue
      idOf.set(content.externalId!, card.id)
      const isHere = card.skillNodeId === skillNodeId
      if (isHere && isDeepStrictEqual(content, checkCardContent(mergeContent(card, {})))) continue
      changed.push({ id: card.id, content })
    }
    await updateContents(tx, user, skillNodeId, changed)
    if (fresh.length + changed.length > 0) await recomputeTrees(tx, user, goalIds, now)
    const flashcards = await findCardsInOrder(
      tx,
      contents.map(content => idOf.get(content.externalId!)!),
    )
    const created = fresh.length
    const updated = changed.length
    return { flashcards, created, updated, unchanged: contents.length - created - updated }
  })
}

interface ChangedCard {
  id: string
  content: CardContent
}

/** Gives cards their contents and places them in the node: one statement, however many. */
async function updateContents(
  tx: Tx,
  { lockedAt }: LockedLearner,
  skillNodeId: string,
  cards: readonly ChangedCard[],
): Promise<void> {
  if (cards.length === 0) return
  const rows = toRows(cards.map(({ id, content }) => ({ id, ...cardColumns(content) })))
  await tx.$executeRaw`
    UPDATE flashcards f SET question = v.question, answer = v.answer, explanation = v.explanation,
           card_type = v.card_type, card_metadata = v.card_metadata, tags = v.tags, source_url = v.source_url,
           skill_node_id = ${skillNodeId}::uuid, unlinked_by_id = NULL, unlinked_from_id = NULL, updated_at = ${lockedAt}
      FROM jsonb_populate_recordset(NULL::flashcards, ${rows}::jsonb) AS v
     WHERE f.id = v.id`
}

/** Every card's faults at once, each with its place: `cards.3.question`. */
function checkAll(inputs: readonly CardInput[]): CardContent[] {
  const issues: InputIssue[] = []
  const seen = new Set<string>()
  const contents = inputs.flatMap((input, index) => {
    const externalId = input.externalId?.trim() ?? ''
    if (seen.has(externalId)) {
      issues.push({
        path: `cards.${index}.externalId`,
        message: `External id "${externalId}" is given twice.`,
      })
    }
    seen.add(externalId)
    if (externalId === '')
      issues.push({ path: `cards.${index}.externalId`, message: 'An external id is expected.' })
    try {
      return [checkCardContent(input, `cards.${index}`)]
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      issues.push(...error.issues)
      return []
    }
  })
  if (issues.length > 0) throw new InvalidInput(issues)
  return contents
}
