import { Text } from '@mantine/core'
import { ButtonLink } from '../../components/ButtonLink.tsx'
import { pluralize } from '../../lib/formatTime.ts'
import classes from './Today.module.css'

interface ResumeSessionProps {
  session: {
    id: string
    remaining: number
    goal?: { title: string } | null
    skillNode?: { title: string } | null
  }
}

export function ResumeSession({ session }: ResumeSessionProps) {
  const scope = session.skillNode?.title ?? session.goal?.title
  return (
    <aside className={classes.resume} aria-label="Unfinished session">
      <Text>
        You stopped{scope ? ` in “${scope}”` : ''} with {pluralize(session.remaining, 'card')} to go.
      </Text>
      <ButtonLink to="/study" search={{ sessionId: session.id }} variant="default">
        Resume
      </ButtonLink>
    </aside>
  )
}
