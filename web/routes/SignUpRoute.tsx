import { useQuery } from '@apollo/client/react'
import { Link, Navigate } from '@tanstack/react-router'
import { AuthPage } from '../features/auth/AuthPage.tsx'
import { signUp } from '../features/auth/authApi.ts'
import { CredentialsForm } from '../features/auth/CredentialsForm.tsx'
import { useSession } from '../features/auth/useSession.ts'
import { ViewerQuery } from '../features/shell/viewerQuery.ts'

export function SignUpRoute() {
  const { data } = useQuery(ViewerQuery, { fetchPolicy: 'cache-first' })
  const { enter } = useSession()
  const viewer = data?.viewer
  if (viewer && !viewer.isGuest) return <Navigate to="/" replace />
  const isGuest = viewer?.isGuest === true
  return (
    <AuthPage
      title={isGuest ? 'Keep this: add an e-mail' : 'Create an account'}
      lead={
        isGuest
          ? 'Your goals, cards and answers move to your account, and you can study on any device.'
          : 'An e-mail and a password are all it takes.'
      }
      footer={
        <span>
          Have an account? <Link to="/sign-in">Sign in</Link>
          {isGuest ? ' and what you did here moves there.' : ''}
        </span>
      }
    >
      <CredentialsForm
        submitLabel={isGuest ? 'Keep my work' : 'Create account'}
        isNewPassword
        submit={async credentials => {
          await signUp(credentials)
          await enter({ isNew: true })
        }}
      />
    </AuthPage>
  )
}
