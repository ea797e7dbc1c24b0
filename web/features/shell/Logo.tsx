import { Group, Text } from '@mantine/core'

export function Logo({ size = 24 }: { size?: number }) {
  return (
    <Group gap={8} wrap="nowrap">
      <svg width={size} height={size} viewBox="0 0 24 24" fill="none" strokeWidth="3" aria-hidden>
        <circle cx="12" cy="12" r="8.5" stroke="var(--mastery-track)" />
        <path d="M12 3.5a8.5 8.5 0 1 1-7.9 5.4" stroke="var(--accent)" strokeLinecap="round" />
      </svg>
      <Text component="span" fw={600} c="var(--text-strong)" style={{ letterSpacing: '-0.01em' }}>
        Memoryloop
      </Text>
    </Group>
  )
}
