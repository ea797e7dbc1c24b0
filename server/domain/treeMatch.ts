/**
 * Which node is which after a goal was broken down anew: pairs of an old and a new node, by their titles
 * and places alone. What follows from the pairs stands in treeRegeneration.ts.
 */

import { normalizeText } from './cardText.ts'
import { comparePaths, depthOf, type NodePath, parentPath } from './nodePath.ts'
import { trigrams } from './similarity.ts'

/** From here on a title may be another wording of the same topic. */
export const MIN_TITLE_SIMILARITY = 0.5
/** Title of the one category that keeps nodes with cards for which a new tree has no place. */
export const UNSORTED_TITLE = 'Unsorted'
/** Equal titles are closer than similar ones: trigrams cannot tell "C++" from "C#". */
const SAME_TITLE = 2

/** All that matching looks at. */
export interface TitledPlace {
  path: NodePath
  title: string
}

/** An old node and the new one that it becomes. */
export interface NodeMatch {
  oldPath: NodePath
  newPath: NodePath
  /** 0.5–1, of their titles; 1 between the roots */
  similarity: number
}

interface Entry {
  path: NodePath
  /** its title as titles are compared */
  form: string
  trigrams: Set<string>
  parent: Entry | null
  /** depth first, from 0 */
  order: number
  match: Entry | null
}

/**
 * Matches two trees, each with its root, one to one; no node is in two pairs. Root goes with root. Then, from the top
 * down, nodes with the same normalised title under matched parents; of several the first with the first. Then,
 * wherever they stand, the closest titles of at least 0.5 first; of equally close ones the first old node, which goes
 * to the new node whose parent's title is the closest to its own parent's, or else to the first. "Unsorted" is nobody's
 * topic: it goes with its namesake alone. The order in which nodes are given does not matter.
 */
export function matchTrees(oldNodes: readonly TitledPlace[], newNodes: readonly TitledPlace[]): NodeMatch[] {
  const olds = readEntries(oldNodes)
  const news = readEntries(newNodes)
  const closeness = measureCloseness(olds, news)
  matchInPlace(olds, news)
  matchSimilar(olds, news, closeness)
  return olds.flatMap(({ path, parent, order, match }) => {
    if (!match) return []
    const similarity = parent === null ? 1 : Math.min(1, closeness[order]![match.order]!)
    return [{ oldPath: path, newPath: match.path, similarity }]
  })
}

/** Whether it is the category of {@link UNSORTED_TITLE}, by its place and title. */
export function isUnsorted({ path, title }: TitledPlace): boolean {
  return depthOf(path) === 1 && normalizeText(title) === normalizeText(UNSORTED_TITLE)
}

function readEntries(nodes: readonly TitledPlace[]): Entry[] {
  const byPath = new Map<NodePath, Entry>()
  for (const { path, title } of nodes.toSorted((a, b) => comparePaths(a.path, b.path))) {
    const parent = byPath.get(parentPath(path) ?? '') ?? null
    const texts = { form: normalizeText(title), trigrams: trigrams(title) }
    byPath.set(path, { path, ...texts, parent, order: byPath.size, match: null })
  }
  return [...byPath.values()]
}

function matchInPlace(olds: Entry[], news: Entry[]): void {
  const waiting = Map.groupBy(news, ({ parent, form }) => (parent ? `${parent.path} ${form}` : ''))
  for (const old of olds) {
    const parent = old.parent?.match
    const key = parent ? `${parent.path} ${old.form}` : ''
    if (parent || old.parent === null) pair(old, waiting.get(key)?.shift())
  }
}

function matchSimilar(olds: Entry[], news: Entry[], closeness: Float64Array[]): void {
  const closenessOf = (old: Entry, entry: Entry) => closeness[old.order]![entry.order]!
  const open = news.filter(isOpen)
  const candidates = olds.filter(isOpen).flatMap(old =>
    open.flatMap(entry => {
      if (closenessOf(old, entry) < MIN_TITLE_SIMILARITY) return []
      const parentCloseness = closenessOf(old.parent!, entry.parent!)
      return [{ old, entry, closeness: closenessOf(old, entry), parentCloseness }]
    }),
  )
  candidates.sort(
    (a, b) =>
      b.closeness - a.closeness ||
      a.old.order - b.old.order ||
      b.parentCloseness - a.parentCloseness ||
      a.entry.order - b.entry.order,
  )
  for (const { old, entry } of candidates) if (!old.match && !entry.match) pair(old, entry)
}

function pair(old: Entry, entry: Entry | undefined): void {
  if (!entry) return
  old.match = entry
  entry.match = old
}

function isOpen(entry: Entry): boolean {
  return entry.match === null && !isUnsorted({ path: entry.path, title: entry.form })
}

/**
 * How close the titles of all pairs are, by the order of the old and then of the new node: their similarity as in
 * similarity.ts, or {@link SAME_TITLE}. Counted trigram by trigram: two full trees make 250,000 pairs.
 */
function measureCloseness(olds: Entry[], news: Entry[]): Float64Array[] {
  const holders = new Map<string, number[]>()
  for (const { trigrams, order } of news) {
    for (const trigram of trigrams) {
      const orders = holders.get(trigram)
      if (orders) orders.push(order)
      else holders.set(trigram, [order])
    }
  }
  return olds.map(old => {
    const row = new Float64Array(news.length)
    for (const trigram of old.trigrams) {
      for (const order of holders.get(trigram) ?? []) row[order]!++
    }
    for (const entry of news) {
      const shared = row[entry.order]!
      if (old.form === entry.form) row[entry.order] = SAME_TITLE
      else if (shared > 0) row[entry.order] = shared / (old.trigrams.size + entry.trigrams.size - shared)
    }
    return row
  })
}
