import type { Db, Tx } from '../db/client.ts'
import type { Flashcard } from '../db/generated/prisma/client.ts'
import { type CardType, readCardMetadata } from '../domain/cardText.ts'
import {
  type AnswerPool,
  buildChoices,
  buildScenarioChoices,
  type Choice,
  choiceIdOf,
  type Presentation,
  presentationFor,
  type StudyMode,
} from '../domain/grading.ts'

/** How a card is shown, kept with the session's item so that every device shows the same. */
export interface ShownCard {
  presentation: Presentation
  choices: Choice[] | null
}

/** What choosing needs of a card. */
export type ChoosableFlashcard = Pick<
  Flashcard,
  'id' | 'reps' | 'stability' | 'answer' | 'cardType' | 'cardMetadata' | 'skillNodeId'
>

const noAnswers: AnswerPool = { nodeAnswers: [], treeAnswers: [] }
const distractorCount = 3
/** Enough to find three of like kind and length, few enough for the largest tree. */
const answersPerNode = 40
const answersPerOtherNode = 5
const longestAnswer = 1000

/** How each card is shown in a mode: at most one statement, for answers of other cards. */
export async function showCards(
  db: Db | Tx,
  mode: StudyMode,
  cards: readonly ChoosableFlashcard[],
): Promise<ShownCard[]> {
  const isShownByChoices = (card: ChoosableFlashcard) => presentationFor(mode, card.stability) === 'choices'
  const pools = await loadAnswerPools(db, cards.filter(isShownByChoices))
  return cards.map(card => {
    const choices = isShownByChoices(card) ? chooseFor(card, pools) : null
    return { presentation: choices ? 'choices' : 'flip', choices }
  })
}

/**
 * Everything a card may have been shown with outside a session. The answers of its tree may have changed
 * since, so every answer that could have been picked counts; null when there are not enough.
 */
export async function loadOfferableChoices(tx: Tx, card: ChoosableFlashcard): Promise<Choice[] | null> {
  const pools = await loadAnswerPools(tx, [card])
  const choices = chooseFor(card, pools)
  if (!choices || card.cardType === 'scenario') return choices
  const { nodeAnswers, treeAnswers } = poolOf(card, pools)
  const texts = new Set([...distractorsOf(card), ...nodeAnswers, ...treeAnswers])
  texts.delete(card.answer)
  const others = [...texts].map(text => ({ id: choiceIdOf(card.id, text), text, isCorrect: false }))
  return [...choices.filter(choice => choice.isCorrect), ...others]
}

/** The id under which a card's right answer is offered. */
export function correctChoiceIdOf(card: ChoosableFlashcard): string {
  const { scenario } = readCardMetadata(card.cardType as CardType, card.cardMetadata)
  const right = scenario?.options.find(option => option.isCorrect)
  return choiceIdOf(card.id, right?.text ?? card.answer)
}

function chooseFor(card: ChoosableFlashcard, pools: Map<string, AnswerPool>): Choice[] | null {
  const { scenario } = readCardMetadata(card.cardType as CardType, card.cardMetadata)
  if (scenario) return buildScenarioChoices({ ...card, options: scenario.options })
  return buildChoices({ ...card, distractors: distractorsOf(card) }, poolOf(card, pools))
}

function distractorsOf(card: ChoosableFlashcard): string[] {
  return readCardMetadata(card.cardType as CardType, card.cardMetadata).distractors
}

function poolOf(card: ChoosableFlashcard, pools: Map<string, AnswerPool>): AnswerPool {
  return pools.get(card.skillNodeId ?? '') ?? noAnswers
}

/** Answers of the nodes and trees of those cards that bring too few distractors of their own, by node. */
async function loadAnswerPools(
  db: Db | Tx,
  cards: readonly ChoosableFlashcard[],
): Promise<Map<string, AnswerPool>> {
  const needing = cards.filter(
    card => distractorsOf(card).length < distractorCount && card.cardType !== 'scenario',
  )
  const nodeIds = [...new Set(needing.map(card => card.skillNodeId).filter(id => id !== null))]
  if (nodeIds.length === 0) return new Map()
  const rows = await db.$queryRaw<{ node_id: string; tree_id: string; answer: string }[]>`
    SELECT n.id AS node_id, n.tree_id, f.answer
      FROM skill_nodes n
      CROSS JOIN LATERAL (
        SELECT f.answer FROM flashcards f
         WHERE f.skill_node_id = n.id AND f.status = 'active' AND f.deleted_at IS NULL
           AND char_length(f.answer) <= ${longestAnswer}::int
         ORDER BY f.id
         LIMIT CASE WHEN n.id = ANY(${nodeIds}::uuid[]) THEN ${answersPerNode}::int
                    ELSE ${answersPerOtherNode}::int END) f
     WHERE n.tree_id IN (SELECT tree_id FROM skill_nodes WHERE id = ANY(${nodeIds}::uuid[]))
       AND n.deleted_at IS NULL`
  const byTree = Map.groupBy(rows, row => row.tree_id)
  const byNode = Map.groupBy(rows, row => row.node_id)
  const treeAnswersOf = new Map(
    [...byTree].map(([treeId, ofTree]) => [treeId, ofTree.map(row => row.answer)] as const),
  )
  return new Map(
    nodeIds.flatMap(nodeId => {
      const ofNode = byNode.get(nodeId)
      if (!ofNode) return []
      const treeAnswers = treeAnswersOf.get(ofNode[0]!.tree_id)!
      return [[nodeId, { nodeAnswers: ofNode.map(row => row.answer), treeAnswers }] as const]
    }),
  )
}
