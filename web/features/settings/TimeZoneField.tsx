import { Button, Group, Select, Text } from '@mantine/core'
import { useMemo } from 'react'
import { detectTimeZone, listTimeZones, printTimeZone } from '../../lib/timeZones.ts'

interface TimeZoneFieldProps {
  value?: string
  error?: React.ReactNode
  onChange?: (zone: string) => void
}

export function TimeZoneField({ value = 'UTC', error, onChange }: TimeZoneFieldProps) {
  const detected = detectTimeZone()
  const zones = useMemo(
    () => listTimeZones(value, detected).map(zone => ({ value: zone, label: printTimeZone(zone) })),
    [value, detected],
  )
  return (
    <div>
      <Select
        label="Time zone"
        data={zones}
        value={value}
        error={error}
        searchable
        limit={60}
        allowDeselect={false}
        nothingFoundMessage="No such time zone"
        onChange={zone => zone && onChange?.(zone)}
      />
      {detected !== value && (
        <Group gap="xs" mt="xs">
          <Text size="xs" c="dimmed">
            This device is in {printTimeZone(detected)}.
          </Text>
          <Button size="compact-sm" variant="light" onClick={() => onChange?.(detected)}>
            Use it
          </Button>
        </Group>
      )}
    </div>
  )
}
