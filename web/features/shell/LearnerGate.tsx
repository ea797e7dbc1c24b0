import { useQuery } from '@apollo/client/react'
import { Navigate, Outlet } from '@tanstack/react-router'
import { ErrorState } from '../../components/ErrorState.tsx'
import { RouteLoading } from './RouteLoading.tsx'
import { ViewerQuery } from './viewerQuery.ts'

export function LearnerGate() {
  const { data, error, refetch } = useQuery(ViewerQuery, { fetchPolicy: 'cache-first' })
  if (data?.viewer) return <Outlet />
  if (data) return <Navigate to="/welcome" replace />
  if (error) {
    return (
      <main id="main">
        <ErrorState
          order={1}
          error={error}
          kept="Your cards and answers are safe on the server."
          onRetry={() => refetch()}
        />
      </main>
    )
  }
  return <RouteLoading />
}
