import { Skeleton, Stack } from '@mantine/core'

interface RowsSkeletonProps {
  rows?: number
  /** Of one row, in px: the height the real row will have. */
  height?: number
  gap?: number
  label?: string
}

export function RowsSkeleton({ rows = 4, height = 72, gap = 8, label = 'Loading' }: RowsSkeletonProps) {
  return (
    <Stack gap={gap} role="status" aria-label={label} aria-busy>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={height} radius={8} />
      ))}
    </Stack>
  )
}
