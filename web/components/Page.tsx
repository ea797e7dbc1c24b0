import { Group, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './Page.module.css'
import { usePageTitle } from './usePageTitle.ts'

interface PageFrameProps {
  /** In the tab. */
  title: string
  isWide?: boolean
  children: ReactNode
}

/** The measure and the tab's title, for a page that brings its own h1. */
export function PageFrame({ title, isWide, children }: PageFrameProps) {
  usePageTitle(title)
  return (
    <div className={classes.page} data-wide={isWide || undefined}>
      {children}
    </div>
  )
}

interface PageProps extends PageFrameProps {
  /** Beside the title. */
  actions?: ReactNode
}

/** A page of the shell: its one h1, its actions, and its measure. */
export function Page({ title, actions, isWide, children }: PageProps) {
  return (
    <PageFrame title={title} isWide={isWide}>
      <Group className={classes.header} justify="space-between" gap="sm">
        <Title order={1}>{title}</Title>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </PageFrame>
  )
}
