import { Group, Kbd, Modal, Stack, Text } from '@mantine/core'
import { useShortcutGroups } from '../../components/useShortcuts.ts'
import { printKeys } from '../../lib/shortcuts.ts'

export function ShortcutHelpDialog({ onClose }: { onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Keyboard shortcuts">
      <ShortcutList />
    </Modal>
  )
}

function ShortcutList() {
  const titles = new Map<string, Array<{ keys: string; label: string }>>()
  for (const { title, shortcuts } of useShortcutGroups()) {
    const enabled = shortcuts.filter(shortcut => shortcut.isEnabled !== false)
    titles.set(title, [...(titles.get(title) ?? []), ...enabled])
  }
  return (
    <Stack gap="lg">
      {[...titles].map(([title, shortcuts]) => (
        <section key={title}>
          <Text component="h3" size="xs" c="dimmed" fw={600} mb={8}>
            {title}
          </Text>
          <Stack gap={8}>
            {shortcuts.map(({ keys, label }) => (
              <Group key={keys + label} justify="space-between" wrap="nowrap">
                <Text>{label}</Text>
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
