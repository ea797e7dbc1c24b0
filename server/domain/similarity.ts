/**
 * Trigram similarity as PostgreSQL's pg_trgm defines it: a text's trigrams are those of its words in
 * lower case, each with two blanks before and one after; similarity is the share of trigrams that two
 * texts have in common among all that either has.
 */

import { normalizeText } from './cardText.ts'

/** From here on two cards count as near-duplicates. */
export const NEAR_DUPLICATE = 0.8
/** Near-duplicates named for one text. */
const MAX_MATCHES = 5
/** Candidates compared with one text: a deck made from one template would else compare all with all. */
const MAX_COMPARED = 300

export interface ComparedText {
  id: string
  text: string
}

export interface NearDuplicate {
  /** Of the text that was asked about. */
  id: string
  candidateId: string
  /** 0–1. */
  similarity: number
}

/** The set of trigrams of a text: `'cat'` → `'  c'`, `' ca'`, `'cat'`, `'at '`. */
export function trigrams(text: string): Set<string> {
  const found = new Set<string>()
  for (const [word] of normalizeText(text).matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const padded = `  ${word} `
    for (let at = 0; at + 3 <= padded.length; at++) found.add(padded.slice(at, at + 3))
  }
  return found
}

/**
 * 0–1, as `similarity()` of pg_trgm; texts that are equal once normalised count as 1 even when they hold
 * no letter or digit (`++` and `++`), where pg_trgm says 0.
 */
export function similarity(a: string, b: string): number {
  const left = trigrams(a)
  const right = trigrams(b)
  if (left.size === 0 && right.size === 0) {
    const form = normalizeText(a)
    return form !== '' && form === normalizeText(b) ? 1 : 0
  }
  const shared = left.intersection(right).size
  return shared / (left.size + right.size - shared)
}

/**
 * For each text its near-duplicates among the candidates, the most similar first, at most 5 each; never
 * itself (the same id). `threshold` is above 0 and at most 1.
 *
 * Only the rarest trigrams of each text are indexed: with similarity ≥ t, two texts of which one has n
 * trigrams share at least ⌈t·n⌉ of them, hence one of its n − ⌈t·n⌉ + 1 rarest (prefix filtering: Chaudhuri,
 * Ganti and Kaushik, "A Primitive Operator for Similarity Joins in Data Cleaning", 2006). Of more than 300
 * candidates for one text, those that share its rarest trigrams are compared.
 */
export function findNearDuplicates(
  texts: ComparedText[],
  candidates: ComparedText[],
  threshold = NEAR_DUPLICATE,
): NearDuplicate[] {
  const steps = compareInSteps(texts, candidates, { threshold })
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

interface Comparison {
  threshold?: number
  /** leaves pairs out; default: a text and itself */
  isCompared?: (id: string, candidateId: string) => boolean
}

/** As {@link findNearDuplicates}, text by text: whoever takes the steps may do something else in between. */
export function* compareInSteps(
  texts: ComparedText[],
  candidates: ComparedText[],
  { threshold = NEAR_DUPLICATE, isCompared = (id, candidateId) => id !== candidateId }: Comparison = {},
): Generator<void, NearDuplicate[]> {
  const ranks = yield* rankTrigrams([...texts, ...candidates])
  const groups = groupByForm(candidates)
  const index = new Map<number, Group[]>()
  for (const group of groups.values()) {
    yield
    group.trigrams = ranks.of(group.form)
    for (const trigram of takeRarest(group.trigrams, threshold)) {
      const list = index.get(trigram)
      if (list) list.push(group)
      else index.set(trigram, [group])
    }
  }
  const byForm = new Map<string, Match[]>()
  const found: NearDuplicate[] = []
  for (const { id, text } of texts) {
    yield
    const form = normalizeText(text)
    let matches = byForm.get(form)
    if (!matches) {
      matches = findMatches(form, ranks.of(form), groups, index, threshold)
      byForm.set(form, matches)
    }
    found.push(...nameMatches(id, matches, isCompared))
  }
  return found
}

/** Candidates whose texts are equal once normalised: compared once. */
interface Group {
  form: string
  ids: string[]
  /** By rarity, the rarest first. */
  trigrams: Uint32Array
}

interface Match {
  group: Group
  similarity: number
}

/** Numbers trigrams by how rare they are. */
class TrigramRanks {
  readonly #rankOf = new Map<string, number>()

  constructor(counts: ReadonlyMap<string, number>) {
    const byRarity = [...counts].sort((a, b) => a[1] - b[1])
    for (const [rank, [trigram]] of byRarity.entries()) this.#rankOf.set(trigram, rank)
  }

  of(text: string): Uint32Array {
    return Uint32Array.from(trigrams(text), trigram => this.#rankOf.get(trigram)!).sort()
  }
}

function* rankTrigrams(texts: ComparedText[]): Generator<void, TrigramRanks> {
  const counts = new Map<string, number>()
  for (const { text } of texts) {
    yield
    for (const trigram of trigrams(text)) counts.set(trigram, (counts.get(trigram) ?? 0) + 1)
  }
  return new TrigramRanks(counts)
}

function groupByForm(candidates: ComparedText[]): Map<string, Group> {
  const groups = new Map<string, Group>()
  for (const { id, text } of candidates) {
    const form = normalizeText(text)
    const group = groups.get(form)
    if (group) group.ids.push(id)
    else groups.set(form, { form, ids: [id], trigrams: new Uint32Array() })
  }
  return groups
}

function takeRarest(sorted: Uint32Array, threshold: number): Uint32Array {
  return sorted.subarray(0, sorted.length - atLeast(threshold, sorted.length) + 1)
}

/** ⌈t·n⌉, which the rounding of t·n must not push up. */
function atLeast(threshold: number, count: number): number {
  return Math.ceil(threshold * count - 1e-9)
}

function findMatches(
  form: string,
  sorted: Uint32Array,
  groups: Map<string, Group>,
  index: Map<number, Group[]>,
  threshold: number,
): Match[] {
  const matches: Match[] = []
  const same = form === '' ? undefined : groups.get(form)
  if (same) matches.push({ group: same, similarity: 1 })
  const seen = new Set([same])
  for (const trigram of takeRarest(sorted, threshold)) {
    for (const group of index.get(trigram) ?? []) {
      if (seen.has(group)) continue
      if (seen.size > MAX_COMPARED) return bestFirst(matches)
      seen.add(group)
      const similarity = compareSorted(sorted, group.trigrams, threshold)
      if (similarity >= threshold) matches.push({ group, similarity })
    }
  }
  return bestFirst(matches)
}

function bestFirst(matches: Match[]): Match[] {
  return matches.sort((a, b) => b.similarity - a.similarity)
}

/** Similarity of two sorted sets; 0 as soon as it can no longer reach the threshold. */
function compareSorted(a: Uint32Array, b: Uint32Array, threshold: number): number {
  const needed = Math.ceil((threshold * (a.length + b.length)) / (1 + threshold) - 1e-9)
  let shared = 0
  let left = 0
  let right = 0
  while (left < a.length && right < b.length) {
    if (shared + Math.min(a.length - left, b.length - right) < needed) return 0
    const difference = a[left]! - b[right]!
    if (difference === 0) shared++
    if (difference <= 0) left++
    if (difference >= 0) right++
  }
  return shared / (a.length + b.length - shared)
}

function nameMatches(
  id: string,
  matches: Match[],
  isCompared: (id: string, candidateId: string) => boolean,
): NearDuplicate[] {
  const named: NearDuplicate[] = []
  for (const { group, similarity } of matches) {
    for (const candidateId of group.ids) {
      if (isCompared(id, candidateId)) named.push({ id, candidateId, similarity })
      if (named.length === MAX_MATCHES) return named
    }
  }
  return named
}
