import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import { useShortcuts } from './useShortcuts.ts'

interface SearchFieldProps {
  /** What is searched, for the list of shortcuts. */
  group: string
  /** `Search goals` */
  label: string
  value: string
  onChange: (value: string) => void
}

/** The field at the head of a list; the key / leads to it. */
export function SearchField({ group, label, value, onChange }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  useShortcuts(group, [{ keys: '/', label, run: () => field.current?.focus() }])
  return (
    <TextInput
      ref={field}
      type="search"
      placeholder={label}
      aria-label={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={value}
      onChange={event => onChange(event.currentTarget.value)}
      style={{ flex: '10 1 240px' }}
    />
  )
}
