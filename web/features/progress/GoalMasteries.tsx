import { useQuery } from '@apollo/client/react'
import { Button } from '@mantine/core'
import { IconPlayerPlayFilled } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ButtonLink } from '../../components/ButtonLink.tsx'
import { MasteryRing } from '../../components/MasteryRing.tsx'
import type { ProgressQuery } from '../../gql/graphql.ts'
import { pluralize } from '../../lib/formatTime.ts'
import { linearScale } from '../cardHistory/chartScales.ts'
import { ChartSection } from './ChartSection.tsx'
import classes from './GoalMasteries.module.css'
import { describeMastery, drawMastery } from './MasteryChart.tsx'
import tableClasses from './NumbersTable.module.css'
import { GoalMasteryQuery } from './progressDocuments.ts'

type Goals = NonNullable<ProgressQuery['viewer']>['goals']
type Goal = Goals['edges'][number]['node']

interface GoalMasteriesProps {
  connection: Goals
  /** Loads the next goals. */
  onMore: () => void
}

/** Goals shown before more are asked for; each brings its own history. */
const firstCount = 6

export function GoalMasteries({ connection, onMore }: GoalMasteriesProps) {
  const [isOpen, setIsOpen] = useState(false)
  const goals = connection.edges.map(edge => edge.node)
  if (goals.length === 0) return null
  const shown = isOpen ? goals : goals.slice(0, firstCount)
  const hiddenCount = goals.length - shown.length
  const { hasNextPage } = connection.pageInfo
  const showMore = () => (hiddenCount > 0 ? setIsOpen(true) : onMore())
  const table = (
    <section className={tableClasses.frame} aria-label="Mastery of each goal">
      <table className={tableClasses.table}>
        <caption className="visuallyHidden">Mastery of each goal over 90 days</caption>
        <thead>
          <tr>
            <th scope="col">Goal</th>
            <th scope="col">90 days ago</th>
            <th scope="col">30 days ago</th>
            <th scope="col">Today</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(goal => (
            <GoalNumbers key={goal.id} goal={goal} />
          ))}
        </tbody>
      </table>
    </section>
  )
  return (
    <ChartSection title="Goals over 90 days" table={table}>
      <ul className={classes.goals}>
        {shown.map(goal => (
          <GoalLine key={goal.id} goal={goal} />
        ))}
      </ul>
      {(hiddenCount > 0 || hasNextPage) && (
        <Button variant="default" size="xs" mt="sm" onClick={showMore}>
          {hasNextPage ? 'Show more goals' : `Show ${pluralize(hiddenCount, 'more goal')}`}
        </Button>
      )}
    </ChartSection>
  )
}

function useMasteryHistory(goalId: string) {
  const { data } = useQuery(GoalMasteryQuery, { variables: { goalId } })
  return data?.viewer?.progress.masteryHistory
}

/** A goal that is younger begins further to the right. */
const shownDays = 90
const lineWidth = 160
const lineHeight = 36

function GoalLine({ goal }: { goal: Goal }) {
  const days = useMasteryHistory(goal.id) ?? []
  const x = linearScale(days.length - shownDays, days.length - 1, 2, lineWidth - 2, [])
  const y = linearScale(0, 100, lineHeight - 2, 2, [])
  const readyCount = goal.status === 'PAUSED' ? 0 : goal.due.now + goal.due.new
  const path = drawMastery(days, x, y)
  return (
    <li className={classes.goal}>
      <MasteryRing percentage={goal.masteryPercentage} size={40} of={goal.title} />
      <div className={classes.text}>
        <Link
          to="/goals/$goalId/progress"
          params={{ goalId: goal.id }}
          className={classes.title}
          aria-label={`Progress of ${goal.title}`}
        >
          {goal.title}
        </Link>
        <span className={classes.ready}>
          {readyCount > 0 ? `${pluralize(readyCount, 'card')} ready` : pluralize(goal.cardCount, 'card')}
        </span>
      </div>
      <svg
        className={classes.line}
        viewBox={`0 0 ${lineWidth} ${lineHeight}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${goal.title} over 90 days: ${describeMastery(days)}`}
      >
        <line x1={0} x2={lineWidth} y1={lineHeight - 1} y2={lineHeight - 1} />
        {days.length > 1 && <path d={path} />}
      </svg>
      {readyCount === 0 ? (
        <span className={classes.study} />
      ) : (
        <ButtonLink
          to="/study"
          search={{ goalId: goal.id }}
          variant="light"
          className={classes.study}
          aria-label={`Study ${goal.title}`}
        >
          <IconPlayerPlayFilled size={16} aria-hidden />
        </ButtonLink>
      )}
    </li>
  )
}

function GoalNumbers({ goal }: { goal: Goal }) {
  const days = useMasteryHistory(goal.id) ?? []
  const write = (day: { masteryPercentage: number } | undefined) => (day ? `${day.masteryPercentage} %` : '–')
  return (
    <tr>
      <th scope="row">{goal.title}</th>
      <td>{write(days.at(-90))}</td>
      <td>{write(days.at(-31))}</td>
      <td>{goal.masteryPercentage} %</td>
    </tr>
  )
}
