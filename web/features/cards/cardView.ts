import type { FlashcardFilter } from '../../gql/graphql.ts'

export type CardShow = 'all' | 'new' | 'learning' | 'review' | 'suspended' | 'leech'

/** Which cards a list shows, as its controls say it. */
export interface CardView {
  search: string
  show: CardShow
  /** With the cards of the nodes below. */
  isDeep: boolean
}

const filterByShow: Record<CardShow, FlashcardFilter> = {
  all: {},
  new: { states: ['NEW'], isSuspended: false },
  learning: { states: ['LEARNING', 'RELEARNING'], isSuspended: false },
  review: { states: ['REVIEW'], isSuspended: false },
  suspended: { isSuspended: true },
  leech: { isLeech: true },
}

/** The filter of the API; a plain view narrows by nothing but the node, so that new cards join its list. */
export function toCardFilter(nodeId: string, view: CardView): FlashcardFilter {
  const search = view.search.trim()
  return {
    skillNodeId: nodeId,
    includeDescendants: view.isDeep,
    ...filterByShow[view.show],
    ...(search !== '' && { search }),
  }
}

export function isPlainView(view: CardView): boolean {
  return view.show === 'all' && view.search.trim() === ''
}
