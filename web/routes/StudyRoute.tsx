import { getRouteApi } from '@tanstack/react-router'
import { PaletteByKey } from '../features/shell/Palette.tsx'
import { ClockChoice } from '../features/study/ClockChoice.tsx'
import { StartSession } from '../features/study/StartSession.tsx'
import { StudyPage } from '../features/study/StudyPage.tsx'
import { readLastMode } from '../features/study/studyModes.ts'

const route = getRouteApi('/learner/study')

export function StudyRoute() {
  return (
    <>
      <Study />
      <PaletteByKey />
    </>
  )
}

function Study() {
  const { sessionId, ...search } = route.useSearch()
  if (sessionId) return <StudyPage key={sessionId} sessionId={sessionId} scope={search} />
  const scope = { ...search, mode: search.mode ?? readLastMode() }
  if (scope.mode === 'TIMED' && scope.minutes === undefined) return <ClockChoice scope={scope} />
  return <StartSession key={JSON.stringify(scope)} scope={scope} />
}
