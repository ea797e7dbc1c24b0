import type { FragmentType } from '@apollo/client'
import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { useFragmentData } from '../../apollo/useFragmentData.ts'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import type { DeletionRowFragment } from '../../gql/graphql.ts'
import { graphql } from '../../gql/index.ts'
import { formatDay, pluralize } from '../../lib/formatTime.ts'
import { useUndoDeletion } from '../goals/useUndoDeletion.ts'
import classes from './Settings.module.css'
import { SettingsSection } from './SettingsSection.tsx'

export const DeletionRowFragmentDoc = graphql(`
  fragment DeletionRow on Deletion {
    id
    title
    createdAt
    undoableUntil
    unlinkedCardCount
    deletedCardCount
  }
`)

interface DeletionsSectionProps {
  deletions: ReadonlyArray<FragmentType<DeletionRowFragment> & { id: string }>
}

export function DeletionsSection({ deletions }: DeletionsSectionProps) {
  return (
    <SettingsSection title="Deleted" description="What you delete can be put back for 30 days.">
      {deletions.length === 0 ? (
        <Text c="dimmed">Nothing was deleted.</Text>
      ) : (
        <ul className={classes.deletions}>
          {deletions.map(deletion => (
            <li key={deletion.id}>
              <DeletionRow deletion={deletion} />
            </li>
          ))}
        </ul>
      )}
    </SettingsSection>
  )
}

function DeletionRow({ deletion: masked }: { deletion: FragmentType<DeletionRowFragment> }) {
  const deletion = useFragmentData(DeletionRowFragmentDoc, masked)
  const undoDeletion = useUndoDeletion()
  const [isBusy, setIsBusy] = useState(false)
  const undo = async () => {
    setIsBusy(true)
    await undoDeletion(deletion)
    setIsBusy(false)
  }
  return (
    <div className={classes.deletion}>
      <div>
        <Text fw={500}>{deletion.title}</Text>
        <Text size="xs" c="dimmed">
          <RelativeTime moment={deletion.createdAt} />
          {describeCards(deletion)} · until {formatDay(new Date(deletion.undoableUntil))}
        </Text>
      </div>
      <Button
        variant="default"
        flex="none"
        loading={isBusy}
        onClick={undo}
        aria-label={`Put back ${deletion.title}`}
      >
        Put back
      </Button>
    </div>
  )
}

function describeCards({ deletedCardCount, unlinkedCardCount }: DeletionRowFragment): string {
  if (deletedCardCount > 0) return ` · with ${pluralize(deletedCardCount, 'card')}`
  return unlinkedCardCount > 0 ? ` · ${pluralize(unlinkedCardCount, 'card')} unlinked` : ''
}
