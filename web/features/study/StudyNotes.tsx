import { useQuery } from '@apollo/client/react'
import { Button, Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconNotes } from '@tabler/icons-react'
import { useState } from 'react'
import { Markdown } from '../../components/Markdown.tsx'
import classes from './StudyNotes.module.css'
import { StudyNotesQuery } from './studyDocuments.ts'

interface StudyNotesProps {
  nodeId: string
  /** The focus goes back to the card: Space then shows its answer, not the notes again. */
  onClosed: () => void
}

/** “Show me first”: what to understand before being tested, for a card that was never seen. */
export function StudyNotes({ nodeId, onClosed }: StudyNotesProps) {
  const [isOpen, setIsOpen] = useState(false)
  const { data } = useQuery(StudyNotesQuery, { variables: { id: nodeId }, fetchPolicy: 'cache-first' })
  const isPhone = useMediaQuery('(max-width: 48em)')
  const node = data?.skillNode
  return (
    <div className={classes.place}>
      {node?.notes && (
        <>
          <Button
            variant="subtle"
            leftSection={<IconNotes size={18} stroke={1.75} aria-hidden />}
            onClick={() => setIsOpen(true)}
          >
            Show me first
          </Button>
          <Drawer
            opened={isOpen}
            onClose={() => {
              setIsOpen(false)
              onClosed()
            }}
            returnFocus={false}
            title={node.title}
            closeButtonProps={{ 'aria-label': 'Close' }}
            position={isPhone ? 'bottom' : 'right'}
            size={isPhone ? '85%' : 'md'}
          >
            <Markdown text={node.notes} />
          </Drawer>
        </>
      )}
    </div>
  )
}
