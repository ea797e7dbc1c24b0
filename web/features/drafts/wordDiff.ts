export interface DiffPart {
  kind: 'same' | 'removed' | 'added'
  text: string
}

/** Beyond this a comparison word by word takes longer than anyone waits, and is read by nobody. */
const maxWords = 400
/** Of the words of both; with less in common the marks hide more than they show. */
const minShared = 0.4

/**
 * What became of a text, word by word; null when there is too little in common, or when one of them is more than
 * words: a list, a table, code or mathematics. `Code` within a line counts as one word.
 */
export function diffWords(before: string, after: string): DiffPart[] | null {
  if (hasBlocks(before) || hasBlocks(after)) return null
  const old = splitWords(before)
  const young = splitWords(after)
  if (old.length > maxWords || young.length > maxWords) return null
  const parts = walk(old, young, countShared(old, young))
  const sharedCount = parts.filter(part => part.kind === 'same').length
  if (2 * sharedCount < minShared * (old.length + young.length)) return null
  return join(parts)
}

function hasBlocks(text: string): boolean {
  return /```|\$[^$]+\$|^\s*([-*+>#|]|\d+\.)\s|\n\s*\n|\|.*\|/m.test(text)
}

function splitWords(text: string): string[] {
  return text.match(/`[^`]+`\S*|\S+/g) ?? []
}

/** How many words the rests from `i` and `j` on have in common, in their order. */
function countShared(old: readonly string[], young: readonly string[]): number[][] {
  const shared = Array.from({ length: old.length + 1 }, () => new Array<number>(young.length + 1).fill(0))
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = young.length - 1; j >= 0; j--) {
      shared[i]![j] =
        old[i] === young[j] ? shared[i + 1]![j + 1]! + 1 : Math.max(shared[i + 1]![j]!, shared[i]![j + 1]!)
    }
  }
  return shared
}

function walk(old: readonly string[], young: readonly string[], shared: number[][]): DiffPart[] {
  const parts: DiffPart[] = []
  let i = 0
  let j = 0
  while (i < old.length || j < young.length) {
    if (i < old.length && j < young.length && old[i] === young[j]) {
      parts.push({ kind: 'same', text: old[i++]! })
      j++
    } else if (i < old.length && (j === young.length || shared[i + 1]![j]! >= shared[i]![j + 1]!)) {
      parts.push({ kind: 'removed', text: old[i++]! })
    } else parts.push({ kind: 'added', text: young[j++]! })
  }
  return parts
}

function join(parts: readonly DiffPart[]): DiffPart[] {
  const joined: DiffPart[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (last?.kind === part.kind) last.text += ` ${part.text}`
    else joined.push({ ...part })
  }
  return joined
}
