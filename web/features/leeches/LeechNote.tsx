import { useQuery } from '@apollo/client/react'
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { pluralize } from '../../lib/formatTime.ts'
import { LeechCountQuery } from './leechDocuments.ts'

/** One quiet line, and only where there is a leech. */
export function LeechNote() {
  const { data } = useQuery(LeechCountQuery)
  const count = data?.viewer?.flashcards.totalCount ?? 0
  if (count === 0) return null
  return (
    <Text size="xs" c="dimmed" mt="xl">
      {pluralize(count, 'card')} {count === 1 ? 'does' : 'do'} not stick yet.{' '}
      <Link to="/cards/leeches">See what could help</Link>
    </Text>
  )
}
