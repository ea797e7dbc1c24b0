import { Button, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './JobNotice.module.css'

interface JobNoticeProps {
  /** Names it among the parts of the page. */
  label: string
  children: ReactNode
  action: ReactNode
  onDismiss?: () => void
}

/** What has come of a job, and the one next step. */
export function JobNotice({ label, children, action, onDismiss }: JobNoticeProps) {
  return (
    <section className={classes.notice} aria-label={label}>
      <Text className={classes.text}>{children}</Text>
      <div className={classes.actions}>
        {onDismiss && (
          <Button variant="subtle" onClick={onDismiss}>
            Not now
          </Button>
        )}
        {action}
      </div>
    </section>
  )
}
