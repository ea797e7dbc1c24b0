import { InvalidInput } from './errors.ts'
import { countCharacters, findForbiddenCharacter } from './textFaults.ts'

/** Characters (code points) of a description, a node's notes, or a card's question, answer, explanation, choice or context. */
export const MAX_LONG_TEXT = 10_000

/**
 * A longer text (description, notes) as it is stored: trimmed, line ends as \n; empty or absent is null.
 * Throws InvalidInput at `path` when it is too long or holds characters that are never meant.
 */
export function cleanLongText(
  text: string | null | undefined,
  path: string,
  maxLength = MAX_LONG_TEXT,
): string | null {
  const clean = text?.replace(/\r\n?/g, '\n').trim()
  if (!clean) return null
  const forbidden = findForbiddenCharacter(clean)
  if (forbidden) throw new InvalidInput(path, `Invalid ${path}: it holds a ${forbidden}.`)
  const length = countCharacters(clean)
  if (length > maxLength) {
    throw new InvalidInput(
      path,
      `Invalid ${path}: it has ${length} characters, expected at most ${maxLength}.`,
    )
  }
  return clean
}
