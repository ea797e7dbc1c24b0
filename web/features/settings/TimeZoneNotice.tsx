import { useMutation } from '@apollo/client/react'
import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { modifyViewer } from '../../apollo/modifyViewer.ts'
import { showErrorToast, showToast } from '../../components/toasts.tsx'
import { UpdateSettings } from './settingsQuery.ts'
import classes from './TimeZoneNotice.module.css'
import { findNewZone, rememberKept } from './timeZoneChoice.ts'

/** Asks a learner who travels whose days are to be counted; nothing changes by itself. */
export function TimeZoneNotice({ saved }: { saved: string }) {
  const [, setAnswer] = useState<'kept'>()
  const [update, { loading }] = useMutation(UpdateSettings)
  const detected = findNewZone(saved)
  if (!detected) return null
  const use = async () => {
    try {
      await update({
        variables: { input: { timeZone: detected } },
        update: (cache, { data }) => {
          const settings = data?.updateStudySettings.settings
          if (settings)
            modifyViewer(cache, { settings: (existing: object) => ({ ...existing, ...settings }) })
        },
        // Today may be another day now, with other cards.
        refetchQueries: 'active',
      })
      showToast(`Your study days follow ${nameOf(detected)} now.`)
    } catch (error) {
      showErrorToast(error, 'The time zone was not changed')
    }
  }
  const keep = () => {
    rememberKept(saved, detected)
    setAnswer('kept')
  }
  return (
    <aside className={classes.notice} aria-label="Time zone">
      <Text size="sm">
        This device is in {nameOf(detected)}. Your study days follow {nameOf(saved)}.
      </Text>
      <Group gap={8} className={classes.actions}>
        <Button variant="light" size="sm" loading={loading} onClick={use}>
          Use {nameOf(detected)}
        </Button>
        <Button variant="default" size="sm" onClick={keep}>
          Keep {nameOf(saved)}
        </Button>
      </Group>
    </aside>
  )
}

function nameOf(zone: string): string {
  return zone.replaceAll('_', ' ')
}
