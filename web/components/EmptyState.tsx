import { Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './States.module.css'

interface EmptyStateProps {
  icon?: ReactNode
  title: string
  /** 1 where the page has no other title. */
  order?: 1 | 2
  /** What will be here. */
  children?: ReactNode
  /** The one next step. */
  action?: ReactNode
}

export function EmptyState({ icon, title, order = 2, children, action }: EmptyStateProps) {
  return (
    <Stack className={classes.state} align="center" gap="xs">
      {icon && (
        <span className={classes.icon} aria-hidden>
          {icon}
        </span>
      )}
      <Title order={order} size="h2">
        {title}
      </Title>
      {children && (
        <Text c="dimmed" maw={440}>
          {children}
        </Text>
      )}
      {action && <div className={classes.action}>{action}</div>}
    </Stack>
  )
}
