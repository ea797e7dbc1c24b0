import { Skeleton } from '@mantine/core'
import classes from './SummaryPage.module.css'

export function SummarySkeleton() {
  return (
    <div className={classes.page} role="status" aria-label="Summing up" aria-busy>
      <div className={classes.header}>
        <Skeleton height={112} width={112} circle mb={16} />
        <Skeleton height={28} width={140} />
      </div>
      <Skeleton height={76} my={32} />
      <Skeleton height={132} />
    </div>
  )
}
