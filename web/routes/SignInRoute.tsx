import { Alert } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { AuthPage } from '../features/auth/AuthPage.tsx'
import { signIn } from '../features/auth/authApi.ts'
import { CredentialsForm } from '../features/auth/CredentialsForm.tsx'
import { useSession } from '../features/auth/useSession.ts'

const route = getRouteApi('/sign-in')

export function SignInRoute() {
  const { expired } = route.useSearch()
  const { enter } = useSession()
  return (
    <AuthPage
      title="Sign in"
      footer={
        <>
          <span>
            New here? <Link to="/sign-up">Create an account</Link>
          </span>
          <Link to="/reset-password">Forgot your password?</Link>
        </>
      }
    >
      {expired && (
        <Alert variant="light" mb="md" role="status">
          You were signed out. What you answered is saved.
        </Alert>
      )}
      <CredentialsForm
        submitLabel="Sign in"
        isNewPassword={false}
        submit={async credentials => {
          await signIn(credentials)
          await enter()
        }}
      />
    </AuthPage>
  )
}
