import { useApolloClient } from '@apollo/client/react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { ViewerQuery } from '../shell/viewerQuery.ts'
import { parseTreeView, readTreeView, rememberTreeView, type TreeView } from './treeView.ts'

/** How the tree is shown: as the address says, else as the learner chose last, else as an outline. */
export function useTreeView() {
  const client = useApolloClient()
  const navigate = useNavigate()
  const asked = parseTreeView(useSearch({ strict: false }).view)
  // Whoever is here has been asked for by the shell.
  const learnerId = client.readQuery({ query: ViewerQuery })?.viewer?.id ?? ''
  const [last, setLast] = useState(() => readTreeView(learnerId))

  // From a topic's page the way back says nothing of the view.
  useEffect(() => {
    if (!asked) return
    rememberTreeView(learnerId, asked)
    setLast(asked)
  }, [asked, learnerId])

  const choose = (view: TreeView) => {
    navigate({ to: '.', search: before => ({ ...before, view }), replace: true, resetScroll: false })
  }

  return { view: asked ?? last ?? 'outline', choose }
}
