import { Group, Kbd, Modal, Stack, Text } from '@mantine/core'
import { useShortcutGroups } from '../../components/useShortcuts.ts'
import { printKeys, type Shortcut } from '../../lib/shortcuts.ts'

export function ShortcutHelpDialog({ onClose }: { onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Keyboard shortcuts">
      <ShortcutList />
    </Modal>
  )
}

/** All keys of the page; one that does nothing just now is dimmed. */
function ShortcutList() {
  const titles = new Map<string, Shortcut[]>()
  for (const { title, shortcuts } of useShortcutGroups()) {
    titles.set(title, [...(titles.get(title) ?? []), ...shortcuts])
  }
  return (
    <Stack gap="lg">
      {[...titles].map(([title, shortcuts]) => (
        <section key={title}>
          <Text component="h3" size="xs" c="dimmed" fw={600} mb={8}>
            {title}
          </Text>
          <Stack gap={8}>
            {shortcuts.map(({ keys, label, isEnabled = true }) => (
              <Group key={keys + label} justify="space-between" wrap="nowrap">
                <Text c={isEnabled ? undefined : 'dimmed'}>
                  {label}
                  {!isEnabled && <span className="visuallyHidden">, not now</span>}
                </Text>
                <Group gap={4} wrap="nowrap">
                  {printKeys(keys).map(key => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </Group>
              </Group>
            ))}
          </Stack>
        </section>
      ))}
    </Stack>
  )
}
