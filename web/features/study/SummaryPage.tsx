import type { FragmentType } from '@apollo/client'
import { Button, Kbd, Text, Title } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useFragmentData } from '../../apollo/useFragmentData.ts'
import { ButtonLink } from '../../components/ButtonLink.tsx'
import { MasteryRing } from '../../components/MasteryRing.tsx'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { usePageTitle } from '../../components/usePageTitle.ts'
import type { StudySummaryFragment } from '../../gql/graphql.ts'
import { formatDurationShort, formatNumber, pluralize } from '../../lib/formatTime.ts'
import { SummaryAwards } from '../achievements/SummaryAwards.tsx'
import { describeWaiting } from './caughtUp.ts'
import classes from './SummaryPage.module.css'
import { StudySummaryFragmentDoc } from './studyDocuments.ts'
import { countReady, describeChange, listChanges } from './summaryChanges.ts'
import { useUndoLastAnswer } from './useUndoLastAnswer.ts'

interface SummaryPageProps {
  session: FragmentType<StudySummaryFragment>
  isGuest: boolean
  /** It was "do more today", and so is what follows. */
  isBeyondLimits: boolean
  /** Of everything, for a session that covered everything. */
  due: { now: number; new: number }
}

/** Long enough to see where the rings stood. */
const RINGS_START_MS = 350

export function SummaryPage({ session: masked, isGuest, isBeyondLimits, due }: SummaryPageProps) {
  const session = useFragmentData(StudySummaryFragmentDoc, masked)
  usePageTitle('Summary')
  const { summary } = session
  const hasMoved = useDelayed(RINGS_START_MS)
  const undoing = useUndoLastAnswer(session.id)
  if (!summary) return null

  const isTimed = session.mode === 'TIMED'
  const clock = isTimed ? { minutes: Math.round((session.durationSeconds ?? 0) / 60) } : {}
  const scope = { goalId: session.goal?.id, nodeId: session.skillNode?.id, mode: session.mode, ...clock }
  const readyCount = countReady(session, session.skillNode?.due ?? session.goal?.due ?? due)
  const { changes, hiddenCount } = listChanges(summary.nodes)
  const { goalMasteryBefore: before, goalMasteryAfter: after } = summary

  return (
    <div className={classes.page}>
      <header className={classes.header}>
        {session.goal && before !== null && after !== null && (
          <MasteryRing percentage={hasMoved ? after : before} size={112} of={session.goal.title} />
        )}
        <Title order={1} className={classes.done}>
          <IconCheck size={26} stroke={2.25} aria-hidden />
          {summary.cardsStudied === 0 ? 'Done' : 'Well done'}
        </Title>
        {isTimed && summary.points !== null && (
          <p className={classes.points}>
            {formatNumber(summary.points)} {summary.points === 1 ? 'point' : 'points'}
          </p>
        )}
        {session.goal && (
          <Text c="dimmed" dir="auto">
            {session.skillNode && session.skillNode.title !== session.goal.title
              ? `${session.skillNode.title}, ${session.goal.title}`
              : session.goal.title}
          </Text>
        )}
      </header>

      <dl className={classes.figures}>
        <div>
          <dt>Cards</dt>
          <dd>{formatNumber(summary.cardsStudied)}</dd>
        </div>
        <div>
          <dt>{isTimed ? 'Score' : 'Remembered'}</dt>
          <dd>
            {Math.round((isTimed && summary.score !== null ? summary.score : summary.accuracy) * 100)} %
          </dd>
        </div>
        <div>
          <dt>Time</dt>
          {/* A second at least: nothing was answered in no time. */}
          <dd>{formatDurationShort(Math.max(1, summary.timeSeconds))}</dd>
        </div>
      </dl>

      <SummaryAwards awards={summary} />

      {changes.length > 0 && (
        <section aria-labelledby="what-moved">
          <Title order={2} size="h3" id="what-moved" className={classes.sectionTitle}>
            What moved
          </Title>
          <ul className={classes.nodes}>
            {changes.map((change, index) => (
              <li key={change.skillNode.id} style={{ '--turn': index } as React.CSSProperties}>
                <MasteryRing
                  percentage={hasMoved ? change.after : change.before}
                  size={28}
                  hasLabel={false}
                  of={change.skillNode.title}
                />
                <span className={classes.nodeTitle} dir="auto">
                  {change.skillNode.title}
                </span>
                <span className={classes.change}>{describeChange(change)}</span>
              </li>
            ))}
          </ul>
          {hiddenCount > 0 && (
            <Text size="sm" c="dimmed" mt={8}>
              and {pluralize(hiddenCount, 'more topic')}
            </Text>
          )}
        </section>
      )}

      <div className={classes.notes}>
        {summary.comingBackSooner > 0 && (
          <Text>{pluralize(summary.comingBackSooner, 'card')} will come back sooner.</Text>
        )}
        {session.waiting > 0 && <Text>{describeWaiting(session.waiting)}</Text>}
        {readyCount === 0 && summary.nextDueAt && (
          <Text>
            The next cards are ready <RelativeTime moment={summary.nextDueAt} />.
          </Text>
        )}
      </div>

      <div className={classes.actions}>
        {readyCount > 0 && (
          <ButtonLink to="/study" search={{ ...scope, beyondLimits: isBeyondLimits || undefined }} size="md">
            Continue with {pluralize(readyCount, 'card')}
          </ButtonLink>
        )}
        {readyCount === 0 && session.waiting > 0 && (
          <ButtonLink to="/study" search={{ ...scope, beyondLimits: true }} size="md" variant="default">
            Do more today
          </ButtonLink>
        )}
        <ButtonLink to="/" size="md" variant={readyCount > 0 ? 'default' : 'filled'}>
          Done
        </ButtonLink>
        {undoing.canUndo && (
          <Button
            variant="subtle"
            color="gray"
            size="md"
            loading={undoing.isUndoing}
            rightSection={
              <Kbd size="xs" aria-hidden>
                Z
              </Kbd>
            }
            onClick={undoing.undo}
          >
            Undo last answer
          </Button>
        )}
      </div>

      {isGuest && (
        <aside className={classes.keep} aria-label="Keep this">
          <Text>Your progress is on this device only.</Text>
          <ButtonLink to="/sign-up" variant="light">
            Keep this: add an e-mail
          </ButtonLink>
        </aside>
      )}
    </div>
  )
}

function useDelayed(delayMs: number): boolean {
  const [isOver, setIsOver] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsOver(true), delayMs)
    return () => clearTimeout(timer)
  }, [delayMs])
  return isOver
}
