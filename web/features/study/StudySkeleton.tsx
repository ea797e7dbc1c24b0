import { Skeleton } from '@mantine/core'
import cardClasses from './StudyCard.module.css'
import frameClasses from './StudyFrame.module.css'

/** The card that is coming, at its place. */
export function StudySkeleton() {
  return (
    <div className={frameClasses.frame} role="status" aria-label="Loading the cards" aria-busy>
      <div className={frameClasses.line} />
      <div className={frameClasses.bar} style={{ minHeight: 60 }} />
      <div className={frameClasses.main}>
        <div className={cardClasses.card}>
          <Skeleton height={13} width="45%" mb={24} />
          <Skeleton height={22} width="90%" mb={12} />
          <Skeleton height={22} width="60%" />
        </div>
      </div>
      <div className={frameClasses.footer}>
        <Skeleton height={56} radius={8} />
      </div>
    </div>
  )
}
