/** Anki's cloze deletions: `{{c1::hidden::hint}}` in a sentence. */

export interface ClozeCard {
  /** The n of `{{cn::…}}`. */
  number: number
  question: string
  answer: string
}

interface Deletion {
  number: number
  hidden: string
  hint: string
}

const OPENING = /\{\{c(\d{1,3})::/y

/** Whether a text holds the beginning of a cloze deletion. */
export function hasCloze(text: string): boolean {
  return /\{\{c\d{1,3}::/.test(text)
}

/**
 * One card for each number, as Anki makes them: its deletions become […] or their hint, the others are
 * shown. `fault` says, as a sentence, why there are none.
 */
export function readCloze(text: string): { cards: ClozeCard[]; fault: string | null } {
  const parts: (string | Deletion)[] = []
  let at = 0
  for (;;) {
    const next = findOpening(text, at)
    if (!next) break
    const close = text.indexOf('}}', next.end)
    const opening = text.slice(next.start, next.end)
    if (close === -1) return fail(`The cloze deletion "${opening}" is never closed: expected "}}".`)
    const inner = text.slice(next.end, close)
    if (hasCloze(inner)) return fail('A cloze deletion stands within another: expected one after the other.')
    const [hidden = '', ...hints] = inner.split('::')
    if (hidden.trim() === '')
      return fail(`The cloze deletion "${opening}}}" is empty: expected what it hides.`)
    parts.push(text.slice(at, next.start), { number: next.number, hidden, hint: hints.join('::') })
    at = close + 2
  }
  parts.push(text.slice(at))

  const deletions = parts.filter(part => typeof part !== 'string')
  const numbers = [...new Set(deletions.map(deletion => deletion.number))].sort((a, b) => a - b)
  const cards = numbers.map(number => {
    const own = deletions.filter(deletion => deletion.number === number)
    const answer = [...new Set(own.map(deletion => deletion.hidden.trim()))].join(', ')
    return {
      number,
      question: parts
        .map(part => show(part, number))
        .join('')
        .trim(),
      answer,
    }
  })
  return { cards, fault: null }
}

function show(part: string | Deletion, number: number): string {
  if (typeof part === 'string') return part
  if (part.number !== number) return part.hidden
  return part.hint.trim() === '' ? '[…]' : `[${part.hint.trim()}]`
}

function findOpening(text: string, from: number): { start: number; end: number; number: number } | null {
  for (let start = text.indexOf('{{c', from); start !== -1; start = text.indexOf('{{c', start + 3)) {
    OPENING.lastIndex = start
    const match = OPENING.exec(text)
    if (match) return { start, end: OPENING.lastIndex, number: Number(match[1]) }
  }
  return null
}

function fail(fault: string): { cards: ClozeCard[]; fault: string } {
  return { cards: [], fault }
}
