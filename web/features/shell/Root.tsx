import { Outlet } from '@tanstack/react-router'
import { Suspense } from 'react'
import { LazyToaster } from '../../components/LazyToaster.tsx'
import classes from './Root.module.css'
import { RouteLoading } from './RouteLoading.tsx'
import { ShortcutHelp } from './ShortcutHelp.tsx'
import { useRouteAnnouncement } from './useRouteAnnouncement.ts'

/** The skip link, the toasts (which may hold links), and the news of a changed page for those who do not see it change. */
export function Root() {
  const announcement = useRouteAnnouncement()
  return (
    <>
      <a className={classes.skip} href="#main">
        Skip to content
      </a>
      <Suspense fallback={<RouteLoading />}>
        <Outlet />
      </Suspense>
      <div className="visuallyHidden" aria-live="polite">
        {announcement}
      </div>
      <ShortcutHelp />
      <LazyToaster />
    </>
  )
}
