import { useFragment } from '@apollo/client/react'
import { Button, Checkbox, Text } from '@mantine/core'
import { useState } from 'react'
import { MasteryRing } from '../../components/MasteryRing.tsx'
import type { GoalRowFragment, GoalStatus, GoalsQuery } from '../../gql/graphql.ts'
import { formatNumber, pluralize } from '../../lib/formatTime.ts'
import { type BulkAction, chooseFor } from './bulkActions.ts'
import { GoalRowFragmentDoc } from './GoalRow.tsx'
import classes from './GoalSelection.module.css'
import { useGoalsStatus } from './useGoalsStatus.ts'

type Edge = NonNullable<GoalsQuery['viewer']>['goals']['edges'][number]

interface GoalSelectionProps {
  edges: readonly Edge[]
  onClose: () => void
}

const actions: Array<{ action: BulkAction; label: string }> = [
  { action: 'pause', label: 'Pause' },
  { action: 'resume', label: 'Resume' },
  { action: 'archive', label: 'Archive' },
  { action: 'restore', label: 'Restore' },
]

const statusLabels: Record<GoalStatus, string> = {
  ACTIVE: '',
  PAUSED: 'Paused · ',
  COMPLETED: 'Completed · ',
  ARCHIVED: 'Archived · ',
}

/** The list of goals with a box before each, and what can be done with all that are chosen. */
export function GoalSelection({ edges, onClose }: GoalSelectionProps) {
  const [chosenIds, setChosenIds] = useState<ReadonlySet<string>>(new Set())
  const { apply, isBusy } = useGoalsStatus()
  const { data, complete } = useFragment({
    fragment: GoalRowFragmentDoc,
    fragmentName: 'GoalRow',
    from: edges.map(edge => edge.node),
  })
  const goals = complete ? (data as GoalRowFragment[]) : []
  const chosen = goals.filter(goal => chosenIds.has(goal.id))
  const isAll = goals.length > 0 && chosen.length === goals.length
  const toggle = (id: string) => {
    const next = new Set(chosenIds)
    if (!next.delete(id)) next.add(id)
    setChosenIds(next)
  }
  const run = async (action: BulkAction) => {
    if (await apply(action, chosen)) setChosenIds(new Set())
  }
  return (
    <section aria-label="Choose goals">
      <div className={classes.all}>
        <Checkbox
          label={`All ${formatNumber(goals.length)} shown`}
          checked={isAll}
          indeterminate={!isAll && chosen.length > 0}
          onChange={() => setChosenIds(isAll ? new Set() : new Set(goals.map(goal => goal.id)))}
        />
      </div>
      <ul className={classes.list}>
        {goals.map(goal => (
          <li key={goal.id}>
            <label className={classes.row} htmlFor={`choose-${goal.id}`}>
              <Checkbox
                id={`choose-${goal.id}`}
                aria-label={`Choose ${goal.title}`}
                checked={chosenIds.has(goal.id)}
                onChange={() => toggle(goal.id)}
              />
              <MasteryRing percentage={goal.masteryPercentage} size={44} of={goal.title} />
              <span className={classes.text}>
                <span className={classes.title} dir="auto">
                  {goal.title}
                </span>
                <Text span size="xs" c="dimmed" className="tabular">
                  {statusLabels[goal.status]}
                  {pluralize(goal.cardCount, 'card')}
                </Text>
              </span>
            </label>
          </li>
        ))}
      </ul>
      <div className={classes.bar}>
        <Text size="sm" className="tabular" role="status">
          {pluralize(chosen.length, 'goal')} chosen
        </Text>
        <div className={classes.actions}>
          {actions
            .filter(({ action }) => chooseFor(action, goals).length > 0)
            .map(({ action, label }) => (
              <Button
                key={action}
                size="sm"
                variant="light"
                disabled={chooseFor(action, chosen).length === 0 || isBusy}
                onClick={() => run(action)}
              >
                {label}
              </Button>
            ))}
          <Button size="sm" variant="default" onClick={onClose}>
            Done
          </Button>
        </div>
      </div>
    </section>
  )
}
