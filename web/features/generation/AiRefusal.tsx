import { Alert, type AlertProps } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { describeError, issuesByField } from '../../apollo/describeError.ts'
import { useIsGuest } from './useIsGuest.ts'

interface AiRefusalProps extends AlertProps {
  /** What the server said no with; nothing is shown without it. */
  error: unknown
}

/** Why a generation was not begun, in the server's words. A guest is shown the way to an account where that helps. */
export function AiRefusal({ error, ...alert }: AiRefusalProps) {
  const isGuest = useIsGuest()
  if (!error) return null
  const { code, message } = describeError(error)
  const [issue] = Object.values(issuesByField(error))
  return (
    <Alert color="red" variant="light" role="alert" {...alert}>
      {issue ?? message}
      {code === 'AI_UNAVAILABLE' && isGuest && (
        <>
          {' '}
          <Link to="/sign-up">Sign up</Link>
        </>
      )}
    </Alert>
  )
}
