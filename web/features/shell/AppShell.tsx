import { IconChartLine, IconPlus, IconSearch, IconSettings, IconSun, IconTarget } from '@tabler/icons-react'
import { Link, Outlet } from '@tanstack/react-router'
import { Suspense } from 'react'
import { printKeys } from '../../lib/shortcuts.ts'
import classes from './AppShell.module.css'
import { Logo } from './Logo.tsx'
import { Palette, usePalette } from './Palette.tsx'
import { RouteLoading } from './RouteLoading.tsx'
import { UnsentReviews } from './UnsentReviews.tsx'

const places = [
  { to: '/', label: 'Today', icon: IconSun, isExact: true },
  { to: '/goals', label: 'Goals', icon: IconTarget, isExact: false },
  { to: '/progress', label: 'Progress', icon: IconChartLine, isExact: false },
  { to: '/settings', label: 'Settings', icon: IconSettings, isExact: false },
] as const

/** The rail on a wide screen, the bar at the bottom of a narrow one, and the page. */
export function AppShell() {
  const palette = usePalette()
  return (
    <div className={classes.shell}>
      <nav className={classes.nav} aria-label="Main">
        <Link to="/" className={classes.brand} aria-label="Memoryloop, today">
          <Logo />
        </Link>
        <button type="button" className={classes.search} onClick={palette.open}>
          <IconSearch size={18} stroke={1.75} aria-hidden />
          <span className={classes.searchLabel}>Go to…</span>
          <span className={classes.keys} aria-hidden>
            {printKeys('Mod+K').join(' ')}
          </span>
        </button>
        <ul className={classes.places}>
          {places.map(({ to, label, icon: Icon, isExact }) => (
            <li key={to}>
              <Link
                to={to}
                className={classes.place}
                activeOptions={{ exact: isExact, includeSearch: false }}
                activeProps={{ 'data-active': true }}
              >
                <Icon size={20} stroke={1.75} aria-hidden />
                {label}
              </Link>
            </li>
          ))}
        </ul>
        <Link to="/goals/new" className={classes.add}>
          <IconPlus size={18} stroke={1.75} aria-hidden />
          New goal
        </Link>
      </nav>
      <main id="main" className={classes.main} tabIndex={-1}>
        <UnsentReviews />
        <Suspense fallback={<RouteLoading />}>
          <Outlet />
        </Suspense>
      </main>
      <Palette state={palette} />
    </div>
  )
}
