import { findModelTextFault } from './modelText.ts'

/** Characters: several times what a model is asked for. */
const MAX_GENERATED_NOTES = 6_000

/** Notes as they can be saved; null when there are none, or none that can be shown: the node then stays without. */
export function readGeneratedNotes(text: string): string | null {
  const notes = text.replace(/\r\n?/g, '\n').trim()
  return findModelTextFault(notes, MAX_GENERATED_NOTES) === null ? notes : null
}
