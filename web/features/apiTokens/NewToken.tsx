import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import classes from './ApiTokens.module.css'
import { TokenExample } from './TokenExample.tsx'

/** The one time that a token is shown. */
export function NewToken({ token, onClose }: { token: string; onClose: () => void }) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [outcome, setOutcome] = useState('')
  // The form that had the focus is gone; whoever cannot see the dialog hears what has come in its place.
  useEffect(() => field.current?.focus(), [])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(token)
      setOutcome('Copied.')
    } catch {
      // Browsers lend the clipboard to safe addresses only: https, or this machine.
      field.current?.focus()
      field.current?.select()
      setOutcome('It is selected: copy it with Ctrl+C or ⌘C.')
    }
  }
  return (
    <Stack gap="md">
      <Textarea
        ref={field}
        className={classes.secret}
        label="Token"
        description="Copy it now: it is not shown again. Whoever has it can use it, so keep it like a password."
        value={token}
        readOnly
        autosize
        onFocus={event => event.currentTarget.select()}
      />
      <Group gap="sm">
        <Button leftSection={<IconCopy size={16} aria-hidden />} onClick={copy}>
          Copy
        </Button>
        <Text size="sm" role="status">
          {outcome}
        </Text>
      </Group>
      <div>
        <Text size="sm" mb={8}>
          A program sends it with each request:
        </Text>
        <TokenExample />
      </div>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Done
        </Button>
      </Group>
    </Stack>
  )
}
