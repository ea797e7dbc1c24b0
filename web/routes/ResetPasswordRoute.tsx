import { Alert } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { AuthPage } from '../features/auth/AuthPage.tsx'
import { ForgotPasswordForm } from '../features/auth/ForgotPasswordForm.tsx'
import { NewPasswordForm } from '../features/auth/NewPasswordForm.tsx'

const route = getRouteApi('/reset-password')

export function ResetPasswordRoute() {
  const { token, error } = route.useSearch()
  const footer = (
    <span>
      Remembered it? <Link to="/sign-in">Sign in</Link>
    </span>
  )
  if (token) {
    return (
      <AuthPage title="Choose a new password" footer={footer}>
        <NewPasswordForm token={token} />
      </AuthPage>
    )
  }
  return (
    <AuthPage
      title="Forgot your password?"
      lead="Enter your e-mail and we send a link to choose a new one."
      footer={footer}
    >
      {error && (
        <Alert variant="light" color="red" mb="md" role="alert">
          This link was used or is too old.
        </Alert>
      )}
      <ForgotPasswordForm submitLabel={error ? 'Send a new link' : 'Send me a link'} />
    </AuthPage>
  )
}
