import { ButtonLink } from '../components/ButtonLink.tsx'
import { EmptyState } from '../components/EmptyState.tsx'
import { usePageTitle } from '../components/usePageTitle.ts'

export function NotFoundRoute() {
  usePageTitle('Not found')
  return (
    <main id="main" tabIndex={-1}>
      <EmptyState
        title="There is no such page"
        order={1}
        action={<ButtonLink to="/">Go to today</ButtonLink>}
      >
        It may have been deleted, or the address has a slip in it.
      </EmptyState>
    </main>
  )
}
