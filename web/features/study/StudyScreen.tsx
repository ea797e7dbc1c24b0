import type { FragmentType } from '@apollo/client'
import { useApolloClient } from '@apollo/client/react'
import { Button, Group } from '@mantine/core'
import { IconStopwatch } from '@tabler/icons-react'
import { useState } from 'react'
import { useFragmentData } from '../../apollo/useFragmentData.ts'
import { ButtonLink } from '../../components/ButtonLink.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { usePageTitle } from '../../components/usePageTitle.ts'
import type { StudyRunFragment } from '../../gql/graphql.ts'
import { reviewOutboxOf } from './reviewOutboxOf.ts'
import { StudyEnding } from './StudyEnding.tsx'
import { StudyFrame } from './StudyFrame.tsx'
import { StudySkeleton } from './StudySkeleton.tsx'
import { StudyTurn } from './StudyTurn.tsx'
import { readClock } from './sessionClock.ts'
import { StudyRunFragmentDoc } from './studyDocuments.ts'
import { TimeBar, TimedStatus, useIsTimeUp } from './TimedStatus.tsx'
import { useStudyRun } from './useStudyRun.ts'

interface StudyScreenProps {
  session: FragmentType<StudyRunFragment>
  /** Started by "do more today": what follows it is more of that. */
  isBeyondLimits?: boolean
  onConflict: () => void
  /** This device closes the session. */
  onEnding: () => void
  onLeave: () => void
}

export function StudyScreen(props: StudyScreenProps) {
  const { session: masked, isBeyondLimits, onConflict, onEnding, onLeave } = props
  const session = useFragmentData(StudyRunFragmentDoc, masked)
  const outbox = reviewOutboxOf(useApolloClient())
  const run = useStudyRun({ session, outbox, onConflict })
  const [isEnding, setIsEnding] = useState(false)
  const clock = readClock(session)
  // What the clock cuts off does not count; a grade that stands on the screen may be read.
  const isTimeUp = useIsTimeUp(clock) && run.feedback === null
  const status = describeStatus(run.notice, run.waitingCount)
  const title = session.skillNode?.title ?? session.goal?.title ?? 'Study'
  usePageTitle(title)

  if (!run.isReady) return <StudySkeleton />
  if (isEnding || isTimeUp || !run.current) {
    const canGoOn = run.current !== null && !isTimeUp
    return (
      <StudyFrame title={title} progress={run.progress} progressText="Done" status={status} onEnd={onLeave}>
        {isTimeUp && run.answeredCount === 0 ? (
          <NothingAnswered session={session} onLeave={onLeave} />
        ) : (
          <StudyEnding
            sessionId={session.id}
            isBeyondLimits={isBeyondLimits}
            answeredCount={run.answeredCount}
            isSettled={run.isSettled}
            waitingCount={run.waitingCount}
            onRetry={outbox.retryNow}
            onBack={canGoOn ? () => setIsEnding(false) : undefined}
            onEnding={onEnding}
            onLeave={onLeave}
          />
        )}
      </StudyFrame>
    )
  }
  return (
    <StudyTurn
      key={session.id}
      run={run}
      item={run.current}
      title={title}
      isGoalKnown={session.goal !== null}
      status={status}
      timeBar={clock && <TimeBar clock={clock} />}
      timed={session.mode === 'TIMED' && <TimedStatus clock={clock} points={session.points ?? 0} />}
      onEnd={() => (run.answeredCount > 0 ? setIsEnding(true) : onLeave())}
    />
  )
}

interface NothingAnsweredProps {
  session: StudyRunFragment
  onLeave: () => void
}

function NothingAnswered({ session, onLeave }: NothingAnsweredProps) {
  const scope = { goalId: session.goal?.id, nodeId: session.skillNode?.id }
  return (
    <EmptyState
      icon={<IconStopwatch size={24} stroke={1.75} />}
      title="Time is up"
      action={
        <Group justify="center" gap="xs">
          <ButtonLink to="/study" search={{ ...scope, mode: 'TIMED' }}>
            Once more
          </ButtonLink>
          <Button variant="default" onClick={onLeave}>
            Done
          </Button>
        </Group>
      }
    >
      Nothing was answered, so nothing has changed.
    </EmptyState>
  )
}

function describeStatus(notice: string, waitingCount: number): string {
  if (notice) return notice
  if (waitingCount === 0) return ''
  return waitingCount === 1 ? '1 review waiting to be sent' : `${waitingCount} reviews waiting to be sent`
}
