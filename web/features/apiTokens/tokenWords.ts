import type { TokenScope } from '../../gql/graphql.ts'

interface ScopeWords {
  scope: TokenScope
  label: string
  /** To choose by. */
  explanation: string
  /** What a token of this scope does, in a list of tokens. */
  does: string
}

export const scopes: ScopeWords[] = [
  {
    scope: 'READ',
    label: 'Read',
    explanation: 'Sees your goals, cards and progress, and changes nothing.',
    does: 'Reads only',
  },
  {
    scope: 'REVIEW',
    label: 'Read and study',
    explanation: 'Also starts sessions and answers cards for you.',
    does: 'Reads and studies',
  },
  {
    scope: 'WRITE',
    label: 'Read, study and change',
    explanation: 'Also makes, changes and deletes goals and cards, and changes your study settings.',
    does: 'Reads, studies and changes',
  },
]

export function describeScope(scope: TokenScope): string {
  return scopes.find(words => words.scope === scope)!.does
}

/** Days until a token ends; empty: it does not. */
export const expiries = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '1 year' },
  { value: '', label: 'No end' },
]

/** How a token is sent, for a shell. `origin` is where this page comes from. */
export function writeCurlExample(origin: string): string {
  return [
    `curl ${origin}/graphql \\`,
    "  -H 'Authorization: Bearer ml_…' \\",
    "  -H 'Content-Type: application/json' \\",
    `  -d '{"query": "{ viewer { due { now } } }"}'`,
  ].join('\n')
}
