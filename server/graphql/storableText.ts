import { type DocumentNode, visit } from 'graphql'
import { type InputIssue, InvalidInput } from '../domain/errors.ts'

/** What of an operation cannot be stored: PostgreSQL refuses NUL, and UTF-8 cannot say a lone surrogate. */
export function findTextFault(
  variables: object,
  source: string,
  document: DocumentNode,
): InvalidInput | null {
  const issues = findUnstorableText(variables, '')
  if (source.includes('\\u')) issues.push(...findUnstorableLiterals(document))
  return issues.length > 0 ? new InvalidInput(issues) : null
}

const unstorable = /\0|\p{Cs}/u
const maxIssues = 20

/** Every string of a JSON value that cannot be stored, with its place. Not recursive: input may nest deeply. */
export function findUnstorableText(value: unknown, path: string): InputIssue[] {
  const issues: InputIssue[] = []
  const waiting: { value: unknown; path: string }[] = [{ value, path }]
  for (let next = waiting.pop(); next && issues.length < maxIssues; next = waiting.pop()) {
    if (typeof next.value === 'string') {
      const found = unstorable.exec(next.value)
      if (found) issues.push(describe(next.path, found[0]))
    } else if (typeof next.value === 'object' && next.value !== null) {
      for (const [key, child] of Object.entries(next.value).reverse()) {
        if (typeof child !== 'string' && (typeof child !== 'object' || child === null)) continue
        waiting.push({ value: child, path: next.path ? `${next.path}.${key}` : key })
      }
    }
  }
  return issues
}

function findUnstorableLiterals(document: DocumentNode): InputIssue[] {
  const issues: InputIssue[] = []
  visit(document, {
    StringValue(node) {
      const found = unstorable.exec(node.value)
      if (found) issues.push(describe(`line ${node.loc?.startToken.line ?? 1}`, found[0]))
    },
  })
  return issues
}

function describe(fullPath: string, character: string): InputIssue {
  const path = fullPath.slice(0, 200)
  const name = character === '\0' ? 'the character NUL (U+0000)' : 'a lone surrogate, half of a character'
  return { path, message: `Text at "${path}" contains ${name}, which cannot be stored.` }
}
