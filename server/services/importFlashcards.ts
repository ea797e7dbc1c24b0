import type { Db, Tx } from '../db/client.ts'
import type { Flashcard } from '../db/generated/prisma/client.ts'
import { runInSteps } from '../db/runInSteps.ts'
import { transaction } from '../db/transaction.ts'
import { checkCardContent } from '../domain/cardText.ts'
import { InvalidInput } from '../domain/errors.ts'
import {
  cardKey,
  type ImportedCard,
  type KnownCard,
  pointOutSimilar,
  setAsideDuplicates,
} from '../domain/importDuplicates.ts'
import { type ImportFormat, parseImport } from '../domain/importText.ts'
import type { Learner } from '../domain/learner.ts'
import type { LineProblem } from '../domain/lineProblem.ts'
import { findCardsInOrder } from './flashcards.ts'
import { lockGoalsOfNodes, lockLearner } from './locks.ts'
import { insertCards } from './newTree.ts'
import { findNode } from './skillTrees.ts'
import { recomputeTrees } from './treeMastery.ts'

export interface ImportInput {
  skillNodeId: string
  text: string
  format: ImportFormat
  dryRun: boolean
}

export interface ImportResult {
  /** what was, or on a dry run would be, imported */
  imported: number
  skipped: number
  problems: LineProblem[]
  flashcards: Flashcard[]
  skillNodeId: string
}

/**
 * Imports cards into a node. A line that cannot be a card, or that the goal has already, is skipped and
 * named; a near-duplicate is imported and pointed out. A dry run says the same and changes nothing.
 */
export async function importFlashcards(
  db: Db,
  learner: Learner,
  input: ImportInput,
  now: Date,
): Promise<ImportResult> {
  const { id: skillNodeId } = await findNode(db, learner, input.skillNodeId)
  const parsed = parseImport(input.text, input.format)
  const checked = checkRows(parsed.rows)
  // Comparing takes long: nobody waits for a lock meanwhile. What has changed since is read under it.
  const known = await loadKnown(db, skillNodeId)
  const { keys, similar } = await runInSteps(compare(checked.cards, known))
  return transaction(db, async tx => {
    const user = await lockLearner(tx, learner.id)
    const [goal] = await lockGoalsOfNodes(tx, learner.id, [skillNodeId])
    const changed = await loadKnown(tx, skillNodeId, latestOf(known))
    const knownKeys = keys.union(new Set(changed.map(cardKey)))
    const taken = await findTakenExternalIds(tx, learner.id, checked.cards)
    const { fresh, duplicates } = setAsideDuplicates(checked.cards, knownKeys, taken)
    const failures = [...parsed.problems, ...checked.problems, ...duplicates]
    const failedLines = new Set(failures.map(problem => problem.line))
    const pointedOut = similar.filter(problem => !failedLines.has(problem.line))
    const problems = [...failures, ...pointedOut].sort((a, b) => a.line - b.line)
    const ids = input.dryRun
      ? []
      : await insertCards(
          tx,
          user,
          fresh.map(({ content }) => ({ skillNodeId, content })),
        )
    if (ids.length > 0) await recomputeTrees(tx, user, [goal!.id], now)
    const flashcards = await findCardsInOrder(tx, ids)
    return { imported: fresh.length, skipped: failedLines.size, problems, flashcards, skillNodeId }
  })
}

function checkRows(rows: ReturnType<typeof parseImport>['rows']): {
  cards: ImportedCard[]
  problems: LineProblem[]
} {
  const cards: ImportedCard[] = []
  const problems: LineProblem[] = []
  for (const { line, ...row } of rows) {
    try {
      cards.push({
        line,
        content: checkCardContent({
          ...row,
          cardType: 'flashcard',
          distractors: [],
          scenario: null,
          sourceUrl: null,
        }),
      })
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      problems.push({ line, message: error.message })
    }
  }
  return { cards, problems }
}

interface StoredCard extends KnownCard {
  updatedAt: Date
}

/** The cards of the node's goal, or those that have changed since some time. */
function loadKnown(db: Db | Tx, skillNodeId: string, since?: Date): Promise<StoredCard[]> {
  return db.flashcard.findMany({
    where: {
      deletedAt: null,
      skillNode: { tree: { nodes: { some: { id: skillNodeId } } } },
      ...(since && { updatedAt: { gte: since } }),
    },
    select: { id: true, question: true, answer: true, updatedAt: true },
  })
}

function latestOf(cards: readonly StoredCard[]): Date {
  return new Date(cards.reduce((latest, card) => Math.max(latest, card.updatedAt.getTime()), 0))
}

function* compare(
  cards: readonly ImportedCard[],
  known: readonly KnownCard[],
): Generator<void, { keys: Set<string>; similar: LineProblem[] }> {
  const keys = new Set<string>()
  for (const card of known) {
    yield
    keys.add(cardKey(card))
  }
  return { keys, similar: yield* pointOutSimilar(cards, known) }
}

async function findTakenExternalIds(
  tx: Tx,
  userId: string,
  cards: readonly ImportedCard[],
): Promise<Set<string>> {
  const externalIds = cards.map(card => card.content.externalId).filter(id => id !== null)
  if (externalIds.length === 0) return new Set()
  const taken = await tx.$queryRaw<{ external_id: string }[]>`
    SELECT external_id FROM flashcards
     WHERE user_id = ${userId}::uuid AND deleted_at IS NULL AND external_id = ANY(${externalIds}::text[])`
  return new Set(taken.map(card => card.external_id))
}
