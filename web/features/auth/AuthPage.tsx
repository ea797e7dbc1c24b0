import { Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { usePageTitle } from '../../components/usePageTitle.ts'
import { Logo } from '../shell/Logo.tsx'
import classes from './AuthPage.module.css'

interface AuthPageProps {
  title: string
  lead?: ReactNode
  children: ReactNode
  /** Where else one may want to go. */
  footer?: ReactNode
}

export function AuthPage({ title, lead, children, footer }: AuthPageProps) {
  usePageTitle(title)
  return (
    <div className={classes.page}>
      <header>
        <Link to="/welcome" className={classes.brand} aria-label="Memoryloop, start page">
          <Logo />
        </Link>
      </header>
      <main id="main" className={classes.main} tabIndex={-1}>
        <Title order={1}>{title}</Title>
        {lead && (
          <Text c="dimmed" mt={4}>
            {lead}
          </Text>
        )}
        <div className={classes.form}>{children}</div>
        {footer && <div className={classes.footer}>{footer}</div>}
      </main>
    </div>
  )
}
