/** What the product asks of a language model. Services know this type alone; main.ts gives them one. */

import type { CardContent, CardType } from '../domain/cardText.ts'
import type { GeneratedNode, TreeDetail } from '../domain/generatedTree.ts'
import type { TokenUsage } from './chat.ts'

export interface Generator {
  readonly model: string
  /**
   * A tree of the shape that domain/generatedTree.ts demands, depth first, without its root. `onNode` hears
   * each node as it arrives, before the whole is known to be right; after `onRestart` they come again.
   *
   * @throws AiFailed when no right tree came, even after one repair; the signal's reason when aborted
   */
  generateTree(brief: TreeBrief, listener: TreeListener, signal: AbortSignal): Promise<GeneratedNode[]>
  /**
   * Cards for one node, each handed to `onCard` once it is whole and right; what is malformed, repeats another or
   * exceeds `count` is counted and left out. Cards that came before a fault stay.
   *
   * @throws AiFailed when not one card came; the signal's reason when aborted
   */
  generateCards(brief: CardsBrief, listener: CardsListener, signal: AbortSignal): Promise<CardsOutcome>
  /** Better ones of given drafts: `onCard` hears each with the index of the draft that it is to replace. */
  refineCards(brief: RefineBrief, listener: RefineListener, signal: AbortSignal): Promise<CardsOutcome>
}

interface Listener {
  onUsage(usage: TokenUsage): void
  onRetry?(reason: string, waitMs: number): void
}

export interface TreeListener extends Listener {
  onNode(node: GeneratedNode): void
  /** the tree begins again: nodes that came so far stand only if they come again */
  onRestart?(): void
}

export interface CardsListener extends Listener {
  onNotes(notes: string): void
  onCard(card: CardContent): void
}

export interface RefineListener extends Listener {
  onCard(card: CardContent, draftIndex: number): void
}

export interface TreeBrief {
  title: string
  description: string | null
  detail: TreeDetail
  /** the learner's wishes */
  instructions: string | null
  /** the present tree, depth first without its root, when another is wanted; `instructions` then say why */
  current: readonly GeneratedNode[] | null
}

/** Where cards belong, and what is there already. */
export interface PlaceBrief {
  goalTitle: string
  goalDescription: string | null
  /** titles from the root down to the node itself */
  path: readonly string[]
  description: string | null
  notes: string | null
  /** titles of the nodes beside it, and of those below it: their cards are made elsewhere */
  siblings: readonly string[]
  children: readonly string[]
  /** questions of the node and of those near it, which must not be asked again */
  existingQuestions: readonly string[]
}

export interface CardsBrief extends PlaceBrief {
  count: number
  cardTypes: readonly CardType[]
  instructions: string | null
  /** whether the node lacks notes, which are then written too */
  wantsNotes: boolean
}

export interface RefineBrief extends PlaceBrief {
  drafts: readonly CardContent[]
  feedback: string
}

export interface CardsOutcome {
  /** malformed, repeated or too many */
  droppedCount: number
}
