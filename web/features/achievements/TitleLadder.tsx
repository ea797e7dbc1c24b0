import { Title } from '@mantine/core'
import type { TitleRungFragment, ViewerAwardsFragment } from '../../gql/graphql.ts'
import { formatDay, pluralize } from '../../lib/formatTime.ts'
import classes from './TitleLadder.module.css'
import { listRungs } from './titleRungs.ts'

interface TitleLadderProps {
  title: ViewerAwardsFragment['title']
  rungs: readonly TitleRungFragment[]
}

export function TitleLadder({ title, rungs }: TitleLadderProps) {
  const { totalCardsMastered: cards, totalGoalsCompleted: goals } = title
  return (
    <section className={classes.section} aria-labelledby="titles">
      <Title order={2} id="titles">
        Your title: {title.current.title}
      </Title>
      <p className={classes.note}>
        {pluralize(cards, 'card')} mastered, {pluralize(goals, 'goal')} completed. A title is never taken
        back.
      </p>
      <ol className={classes.ladder}>
        {listRungs(rungs, title).map(rung => (
          <li
            key={rung.title}
            className={classes.rung}
            data-state={rung.state}
            aria-current={rung.state === 'current' ? 'step' : undefined}
          >
            <span className={classes.dot} aria-hidden />
            <span className={classes.name}>{rung.title}</span>
            <span className={classes.detail}>
              {rung.earnedAt ? (
                <>
                  since <time dateTime={rung.earnedAt}>{formatDay(new Date(rung.earnedAt))}</time>
                </>
              ) : (
                rung.requirement
              )}
            </span>
            {rung.state === 'next' && (
              <span className={classes.bar} role="img" aria-label={`${rung.percentage} % of the way`}>
                <span className={classes.fill} style={{ width: `${rung.percentage}%` }} />
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
