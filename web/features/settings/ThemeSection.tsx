import { type MantineColorScheme, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { SettingsSection } from './SettingsSection.tsx'

const choices = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'auto', label: 'As the system' },
]

export function ThemeSection() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <SettingsSection title="Appearance" description="On this device.">
      <SegmentedControl
        aria-label="Theme"
        data={choices}
        value={colorScheme}
        onChange={value => setColorScheme(value as MantineColorScheme)}
        fullWidth
      />
    </SettingsSection>
  )
}
