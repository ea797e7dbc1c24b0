/**
 * What no stored text may hold: PostgreSQL refuses NUL, UTF-8 cannot say a lone surrogate, and other
 * control characters have no place in a title. Found before anything reaches the database.
 */

const CONTROL = /\p{Cc}/u
const CONTROL_EXCEPT_LAYOUT = /[^\P{Cc}\t\n\r]/u
const LONE_SURROGATE = /\p{Cs}/u

/**
 * Names the first character that must not be stored, such as `control character U+0007`, or null.
 * Tab, line feed and carriage return are allowed unless `singleLine`.
 */
export function findForbiddenCharacter(text: string, singleLine = false): string | null {
  const surrogate = LONE_SURROGATE.exec(text)
  if (surrogate) return `lone surrogate ${nameCodePoint(surrogate[0])}`
  const control = (singleLine ? CONTROL : CONTROL_EXCEPT_LAYOUT).exec(text)
  if (control) return `control character ${nameCodePoint(control[0])}`
  return null
}

/** The text with everything {@link findForbiddenCharacter} would name taken out. */
export function removeForbiddenCharacters(text: string): string {
  return text.replace(/\p{Cs}|[^\P{Cc}\t\n\r]/gu, '')
}

/** Length in characters as PostgreSQL counts them: code points, not UTF-16 units. */
export function countCharacters(text: string): number {
  let count = 0
  for (let index = 0; index < text.length; count++) index += text.codePointAt(index)! > 0xffff ? 2 : 1
  return count
}

/** The text, or its beginning and … where it has more than `max` characters. */
export function cutTo(max: number, text: string): string {
  if (countCharacters(text) <= max) return text
  const kept = Array.from(text.slice(0, 2 * max)).slice(0, max - 1)
  return `${kept.join('')}…`
}

/** A value as it is quoted in an error: one line, forbidden characters shown as �, at most `max` characters. */
export function quoteValue(text: string, max = 40): string {
  const start = Array.from(text.slice(0, max * 2 + 2))
  const shown = start.length > max ? `${start.slice(0, max - 1).join('')}…` : start.join('')
  return `"${shown.replace(/\s+/g, ' ').replace(/\p{Cc}|\p{Cs}/gu, '\ufffd')}"`
}

function nameCodePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
}
