import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { Page, PageFrame } from '../components/Page.tsx'
import { AiSource } from '../features/newGoal/AiSource.tsx'
import { ChooseSource } from '../features/newGoal/ChooseSource.tsx'
import { CuratedSource } from '../features/newGoal/CuratedSource.tsx'
import { OutlineSource } from '../features/newGoal/OutlineSource.tsx'

const route = getRouteApi('/learner/shell/goals/new')

/** The address holds the source, so that going back leads to the choice with the title still there. */
export function NewGoalRoute() {
  const { curated, outline, ai } = route.useSearch()
  const [title, setTitle] = useState('')
  const shared = { title, onTitle: setTitle }
  if (curated) {
    return (
      <Page title="New goal from a ready tree">
        <CuratedSource key={curated} slug={curated} {...shared} />
      </Page>
    )
  }
  if (ai) {
    return (
      <Page title="New goal with AI">
        <AiSource {...shared} />
      </Page>
    )
  }
  if (outline) {
    return (
      <Page title="New goal from an outline" isWide>
        <OutlineSource {...shared} />
      </Page>
    )
  }
  return (
    <PageFrame title="New goal">
      <h1 className="visuallyHidden">New goal</h1>
      <ChooseSource {...shared} />
    </PageFrame>
  )
}
