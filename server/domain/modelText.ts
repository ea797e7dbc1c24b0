/** Text that a language model wrote: untrusted, and never mended in silence. */

import { findTextFault } from './cardText.ts'

/** Directions that override those of the letters, and tags that no screen shows: both can hide what is said. */
const HIDDEN = /[\u202a-\u202e\u2066-\u2069]|[\u{e0000}-\u{e007f}]/u

/** What is wrong with a text, as it continues a sentence that begins with "it"; null when nothing is. */
export function findModelTextFault(text: string, maxCharacters: number): string | null {
  const hidden = HIDDEN.exec(text)
  if (hidden) return `holds the hidden character U+${hidden[0].codePointAt(0)!.toString(16).toUpperCase()}`
  return findTextFault(text, maxCharacters)
}

/** The fields of a JSON object; null for every other value. */
export function readFields(value: unknown): Record<string, unknown> | null {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject ? (value as Record<string, unknown>) : null
}

/** The first faults, then how many there are besides. */
export function limitFaults(faults: readonly string[], max: number): string[] {
  const more = faults.length - max
  if (more <= 0) return [...faults]
  return [...faults.slice(0, max), `There ${more === 1 ? 'is 1 more fault' : `are ${more} more faults`}.`]
}
