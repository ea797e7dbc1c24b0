import type { CardsBrief, Generator, RefineBrief, TreeBrief } from '../ai/generator.ts'
import type { CardContent } from '../domain/cardText.ts'
import type { GeneratedNode } from '../domain/generatedTree.ts'

/** What a generator's listener heard, in order: node and card titles, `restart`, `retry`, `notes: …`. */
export interface HeardGenerator<Result> {
  events: string[]
  nodes: GeneratedNode[]
  cards: CardContent[]
  /** of refined cards, the drafts that they replace */
  draftIndexes: number[]
  requestCount: number
  result: Promise<Result>
}

const never = new AbortController().signal

export function hearTree(generator: Generator, brief: TreeBrief, signal = never) {
  return hear(heard => {
    const listener = {
      onNode(node: GeneratedNode) {
        heard.nodes.push(node)
        heard.events.push(node.title)
      },
      onRestart() {
        heard.nodes = []
        heard.events.push('restart')
      },
      ...hearCosts(heard),
    }
    return generator.generateTree(brief, listener, signal)
  })
}

export function hearCards(generator: Generator, brief: CardsBrief, signal = never) {
  return hear(heard => {
    const listener = {
      onCard(card: CardContent) {
        heard.cards.push(card)
        heard.events.push(card.question)
      },
      onNotes: (notes: string) => void heard.events.push(`notes: ${notes}`),
      ...hearCosts(heard),
    }
    return generator.generateCards(brief, listener, signal)
  })
}

export function hearRefined(generator: Generator, brief: RefineBrief, signal = never) {
  return hear(heard => {
    const listener = {
      onCard(card: CardContent, draftIndex: number) {
        heard.cards.push(card)
        heard.draftIndexes.push(draftIndex)
        heard.events.push(card.question)
      },
      ...hearCosts(heard),
    }
    return generator.refineCards(brief, listener, signal)
  })
}

function hear<Result>(ask: (heard: HeardGenerator<Result>) => Promise<Result>): HeardGenerator<Result> {
  const heard = {
    events: [],
    nodes: [],
    cards: [],
    draftIndexes: [],
    requestCount: 0,
  } as unknown as HeardGenerator<Result>
  heard.result = ask(heard)
  return heard
}

function hearCosts(heard: HeardGenerator<unknown>) {
  return {
    onUsage: () => void heard.requestCount++,
    onRetry: () => void heard.events.push('retry'),
  }
}
