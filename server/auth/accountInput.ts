import { countCharacters, findForbiddenCharacter } from '../domain/textFaults.ts'

/** By field, as wide as its column; 320 is the longest e-mail address there is (RFC 3696, erratum 1690). */
const maxCharacters: Record<string, number> = { name: 200, email: 320, newEmail: 320 }
const maxValueCharacters = 2000

/**
 * What is wrong with the body of an account request, beyond what better-auth checks itself: text that
 * PostgreSQL refuses, names and addresses too long for their column, no name at all. Null when nothing is.
 */
export function findAccountInputFault(body: unknown): { field: string; message: string } | null {
  if (typeof body !== 'object' || body === null) return null
  for (const [field, value] of Object.entries(body)) {
    if (field === 'name' && value === null) {
      return { field, message: 'Everybody has a name: expected text, not null.' }
    }
    if (typeof value !== 'string') continue
    const isPassword = /password/i.test(field)
    const forbidden = isPassword ? null : findForbiddenCharacter(value, true)
    if (forbidden) return { field, message: `The ${field} contains a ${forbidden}, which is not allowed.` }
    const allowed = maxCharacters[field] ?? maxValueCharacters
    const length = countCharacters(value)
    if (length > allowed) {
      return { field, message: `The ${field} has ${length} characters; at most ${allowed} are allowed.` }
    }
  }
  return null
}
