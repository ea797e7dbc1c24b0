import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'

/** Quiet, and only once there is something to keep. */
export function GuestNote() {
  return (
    <Text size="xs" c="dimmed" mt="xl">
      You are studying without an account, on this device only.{' '}
      <Link to="/sign-up">Keep this: add an e-mail</Link>
    </Text>
  )
}
