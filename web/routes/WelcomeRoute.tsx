import { useQuery } from '@apollo/client/react'
import { Navigate } from '@tanstack/react-router'
import { WelcomePage } from '../features/auth/WelcomePage.tsx'
import { ViewerQuery } from '../features/shell/viewerQuery.ts'

export function WelcomeRoute() {
  const { data } = useQuery(ViewerQuery, { fetchPolicy: 'cache-first' })
  if (data?.viewer) return <Navigate to="/" replace />
  return <WelcomePage />
}
