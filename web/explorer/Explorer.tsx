import { GraphiQL } from 'graphiql'
import { useMemo, useState } from 'react'
import { examples } from './examples.ts'
import { createFetcher } from './fetcher.ts'
import { SessionStatus } from './SessionStatus.tsx'
import { storage } from './storage.ts'

const tabs = examples.map(({ purpose, query, variables }) => ({
  query: `${toComment(purpose)}\n${query}\n`,
  variables: variables ? JSON.stringify(variables, null, 2) : null,
}))

/** A comment in lines short enough to be read beside the answer. */
function toComment(text: string): string {
  return text.replace(/(.{1,52})(\s+|$)/g, '# $1\n').trimEnd()
}

/** `?query=…&variables=…` of the address opens as a tab of its own. */
const asked = new URLSearchParams(location.search)

/** GraphiQL on our own API, with the learner's journey as its first tabs. */
export function Explorer({ theme }: { theme: 'light' | 'dark' | null }) {
  const [answers, setAnswers] = useState(0)
  const fetcher = useMemo(() => createFetcher(() => setAnswers(count => count + 1)), [])
  return (
    <GraphiQL
      fetcher={fetcher}
      storage={storage}
      defaultTabs={tabs}
      defaultTheme={theme}
      defaultEditorToolsVisibility="variables"
      schemaDescription
      inputValueDeprecation
      initialQuery={asked.get('query') ?? undefined}
      initialVariables={asked.get('variables') ?? undefined}
    >
      <GraphiQL.Logo>
        <a className="app-link" href="/">
          Memoryloop
        </a>
      </GraphiQL.Logo>
      <GraphiQL.Footer>
        <SessionStatus answers={answers} />
      </GraphiQL.Footer>
    </GraphiQL>
  )
}
