import { Skeleton } from '@mantine/core'
import classes from './OutlineSkeleton.module.css'

const depths = [0, 1, 2, 2, 2, 1, 2, 2, 1, 2]

/** Rows of the height the tree will have. */
export function OutlineSkeleton() {
  return (
    <div className={classes.rows}>
      {depths.map((depth, row) => (
        <div key={row} className={classes.row} style={{ paddingInlineStart: 40 + depth * 22 }}>
          <Skeleton height={14} width={`${70 - depth * 12 - (row % 3) * 8}%`} />
        </div>
      ))}
    </div>
  )
}
