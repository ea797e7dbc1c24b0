import { Title } from '@mantine/core'
import { IconStairsUp } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { SummaryAwardsFragment } from '../../gql/graphql.ts'
import { achievementIcon } from './achievementIcons.ts'
import classes from './SummaryAwards.module.css'

/** What the session earned, said once and calmly; nothing when it earned nothing. */
export function SummaryAwards({ awards }: { awards: SummaryAwardsFragment }) {
  const { achievements, titleChange } = awards
  if (achievements.length === 0 && !titleChange) return null
  return (
    <section className={classes.awards} aria-labelledby="earned">
      <Title order={2} size="h3" id="earned">
        Earned
      </Title>
      <ul className={classes.list}>
        {titleChange && (
          <Award icon={<IconStairsUp size={22} stroke={1.75} />} name={titleChange.to} turn={0}>
            Your title, {titleChange.from} until now
          </Award>
        )}
        {achievements.map(({ definition }, index) => {
          const Icon = achievementIcon(definition.key)
          return (
            <Award
              key={definition.key}
              icon={<Icon size={22} stroke={1.75} />}
              name={definition.title}
              turn={index + (titleChange ? 1 : 0)}
            >
              {definition.description}
            </Award>
          )
        })}
      </ul>
      <Link to="/progress" className={classes.all}>
        All achievements and titles
      </Link>
    </section>
  )
}

interface AwardProps {
  icon: ReactNode
  name: string
  turn: number
  children: ReactNode
}

function Award({ icon, name, turn, children }: AwardProps) {
  return (
    <li className={classes.award} style={{ '--turn': turn } as React.CSSProperties}>
      <span className={classes.icon} aria-hidden>
        {icon}
      </span>
      <div>
        <p className={classes.name}>{name}</p>
        <p className={classes.reason}>{children}</p>
      </div>
    </li>
  )
}
