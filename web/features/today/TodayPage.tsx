import { Text, Title } from '@mantine/core'
import { IconCards, IconChecks, IconTarget } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { ButtonLink } from '../../components/ButtonLink.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { useShortcuts } from '../../components/useShortcuts.ts'
import type { TodayQuery } from '../../gql/graphql.ts'
import { pluralize } from '../../lib/formatTime.ts'
import { DraftsToday } from '../drafts/DraftsToday.tsx'
import { RunningGenerations } from '../generation/RunningGenerations.tsx'
import { GoalRow } from '../goals/GoalRow.tsx'
import { StudyStart } from '../study/StudyStart.tsx'
import { useCanStudyAhead } from '../study/useCanStudyAhead.ts'
import { ResumeSession } from './ResumeSession.tsx'
import classes from './Today.module.css'
import { decideTodayState } from './todayState.ts'

interface TodayPageProps {
  viewer: NonNullable<TodayQuery['viewer']>
  onStudy: () => void
}

export function TodayPage({ viewer, onStudy }: TodayPageProps) {
  const goals = viewer.goals.edges.map(edge => edge.node)
  const otherCount = viewer.goals.totalCount - goals.length
  const cardCount = goals.reduce((sum, goal) => sum + goal.cardCount, 0)
  const state = decideTodayState({
    due: viewer.due,
    goalCount: viewer.goals.totalCount,
    cardCount,
  })
  const canGoAhead = useCanStudyAhead({}, state.kind === 'caughtUp')
  const withDrafts = goals.find(goal => goal.skillTree.root.subtreeDraftCount > 0)
  useShortcuts('Today', [{ keys: 'S', label: 'Study', run: onStudy, isEnabled: state.kind === 'ready' }])
  if (state.kind === 'noGoals') {
    return (
      <EmptyState
        icon={<IconTarget size={24} stroke={1.75} />}
        title="What do you want to learn?"
        order={1}
        action={
          <ButtonLink to="/goals/new" size="md">
            New goal
          </ButtonLink>
        }
      >
        Take a ready tree with its cards, or paste an outline. What is ready to study will be here each day.
      </EmptyState>
    )
  }
  return (
    <>
      {viewer.activeStudySession && viewer.activeStudySession.remaining > 0 && (
        <ResumeSession session={viewer.activeStudySession} />
      )}
      <RunningGenerations goals={goals} />
      <DraftsToday goals={goals} />
      {state.kind === 'ready' && (
        <header className={classes.ready}>
          <div>
            <Title order={1} className={classes.headline}>
              {state.headline}
            </Title>
            <Text c="dimmed" className="tabular">
              {state.detail}
            </Text>
            {state.waiting && (
              <Text c="dimmed" size="sm" mt={4} className={`${classes.waiting} tabular`}>
                {state.waiting}{' '}
                <Link to="/study" search={{ beyondLimits: true }}>
                  Do more today
                </Link>
              </Text>
            )}
          </div>
          <StudyStart
            scope={{}}
            label="Study"
            readyCount={state.readyCount}
            size="lg"
            className={classes.study}
          />
        </header>
      )}
      {state.kind === 'limited' && (
        <header className={classes.calm}>
          <IconChecks size={28} stroke={1.75} aria-hidden />
          <Title order={1} className={classes.headline}>
            Done for today
          </Title>
          <Text c="dimmed">{state.waiting}</Text>
          <p className={classes.links}>
            <Link to="/study" search={{ beyondLimits: true }}>
              Do more today
            </Link>
            <Link to="/goals">Add cards</Link>
          </p>
        </header>
      )}
      {state.kind === 'caughtUp' && (
        <header className={classes.calm}>
          <IconChecks size={28} stroke={1.75} aria-hidden />
          <Title order={1} className={classes.headline}>
            All caught up
          </Title>
          <Text c="dimmed">
            {state.nextDueAt ? (
              <>
                The next card comes <RelativeTime moment={state.nextDueAt} />.
              </>
            ) : (
              'No card is waiting.'
            )}
          </Text>
          <p className={classes.links}>
            {canGoAhead !== false && (
              <Link to="/study" search={{ ahead: true }}>
                Study ahead
              </Link>
            )}
            <Link to="/goals">Add cards</Link>
          </p>
        </header>
      )}
      {state.kind === 'noCards' && withDrafts && (
        <EmptyState
          icon={<IconCards size={24} stroke={1.75} />}
          title="Your first cards are drafts"
          order={1}
          action={
            <ButtonLink to="/goals/$goalId/drafts" params={{ goalId: withDrafts.id }}>
              Look at the drafts
            </ButtonLink>
          }
        >
          Approve what is good. It will be ready here.
        </EmptyState>
      )}
      {state.kind === 'noCards' && !withDrafts && (
        <EmptyState
          icon={<IconCards size={24} stroke={1.75} />}
          title="Your goals have no cards yet"
          order={1}
          action={
            <ButtonLink to="/goals/$goalId" params={{ goalId: goals[0]?.id ?? '' }}>
              Open the first goal
            </ButtonLink>
          }
        >
          Open a topic and write, generate or import its cards. They will be ready here.
        </EmptyState>
      )}
      <section aria-labelledby="today-goals">
        <Title order={2} size="h3" id="today-goals" className={classes.sectionTitle}>
          Goals
        </Title>
        <ul className={classes.rows}>
          {goals.map(goal => (
            <li key={goal.id}>
              <GoalRow goal={goal} />
            </li>
          ))}
        </ul>
        {otherCount > 0 && (
          <Text c="dimmed" size="sm" mt="sm">
            <Link to="/goals" search={{ order: 'due' }} className={classes.others}>
              and {pluralize(otherCount, 'more goal')}
            </Link>
          </Text>
        )}
      </section>
    </>
  )
}
