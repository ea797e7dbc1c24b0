import { Title } from '@mantine/core'
import type { AchievementEntryFragment, ViewerAwardsFragment } from '../../gql/graphql.ts'
import { formatDay } from '../../lib/formatTime.ts'
import classes from './AchievementGallery.module.css'
import { achievementIcon } from './achievementIcons.ts'
import { listAchievements } from './achievementList.ts'

interface AchievementGalleryProps {
  definitions: readonly AchievementEntryFragment[]
  earned: ViewerAwardsFragment['achievements']
}

/** All of them: the earned ones with their day, the others with how far each is. */
export function AchievementGallery({ definitions, earned }: AchievementGalleryProps) {
  const entries = listAchievements(definitions, earned)
  const earnedCount = entries.filter(entry => entry.unlockedAt).length
  return (
    <section className={classes.section} aria-labelledby="achievements">
      <Title order={2} id="achievements">
        Achievements
      </Title>
      <p className={classes.note}>
        {earnedCount} of {entries.length}. What you have earned stays yours.
      </p>
      <ul className={classes.gallery}>
        {entries.map(entry => {
          const Icon = achievementIcon(entry.key)
          return (
            <li key={entry.key} className={classes.entry} data-earned={entry.unlockedAt ? true : undefined}>
              <span className={classes.icon} aria-hidden>
                <Icon size={22} stroke={1.75} />
              </span>
              <div className={classes.text}>
                <h3 className={classes.title}>{entry.title}</h3>
                <p className={classes.requirement}>
                  {entry.unlockedAt ? entry.description : entry.requirement}
                </p>
                {entry.unlockedAt ? (
                  <p className={classes.when}>
                    Earned on <time dateTime={entry.unlockedAt}>{formatDay(new Date(entry.unlockedAt))}</time>
                  </p>
                ) : (
                  <div className={classes.progress}>
                    <span className={classes.bar} aria-hidden>
                      <span className={classes.fill} style={{ width: `${entry.percentage}%` }} />
                    </span>
                    <span>
                      {entry.percentage} %<span className="visuallyHidden"> of the way</span>
                    </span>
                  </div>
                )}
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
