import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { ButtonLink } from '../../components/ButtonLink.tsx'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { decideTodayState, type TodayFacts } from '../today/todayState.ts'
import classes from './WhatNow.module.css'

interface WhatNowProps {
  due: TodayFacts['due']
  /** Only this goal; without it everything. */
  goalId?: string
  cardCount: number
}

/** The one line before all figures: what is ready, and the button for it. */
export function WhatNow({ due, goalId, cardCount }: WhatNowProps) {
  const state = decideTodayState({ due, goalCount: 1, cardCount })
  if (state.kind === 'ready') {
    return (
      <div className={classes.now}>
        <div>
          <p className={classes.headline}>{state.headline}</p>
          <Text c="dimmed" size="sm" className="tabular">
            {state.detail}
          </Text>
          {state.waiting && <Waiting goalId={goalId}>{state.waiting}</Waiting>}
        </div>
        <ButtonLink to="/study" search={{ goalId }} size="md">
          Study
        </ButtonLink>
      </div>
    )
  }
  if (state.kind === 'limited') {
    return (
      <div className={classes.now}>
        <div>
          <p className={classes.headline}>Done for today</p>
          <Waiting goalId={goalId}>{state.waiting}</Waiting>
        </div>
      </div>
    )
  }
  if (state.kind !== 'caughtUp') return null
  return (
    <div className={classes.now}>
      <div>
        <p className={classes.headline}>All caught up</p>
        <Text c="dimmed" size="sm">
          {state.nextDueAt ? (
            <>
              The next card comes <RelativeTime moment={state.nextDueAt} />.
            </>
          ) : (
            'No card is waiting.'
          )}
        </Text>
      </div>
    </div>
  )
}

function Waiting({ goalId, children }: { goalId: string | undefined; children: string }) {
  return (
    <Text c="dimmed" size="sm" className={`${classes.waiting} tabular`}>
      {children}{' '}
      <Link to="/study" search={{ goalId, beyondLimits: true }}>
        Do more today
      </Link>
    </Text>
  )
}
