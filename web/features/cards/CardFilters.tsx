import { Checkbox, Group, NativeSelect, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import { useShortcuts } from '../../components/useShortcuts.ts'
import type { CardShow, CardView } from './cardView.ts'

interface CardFiltersProps {
  view: CardView
  /** There are cards under the nodes below. */
  hasDescendants: boolean
  onChange: (change: Partial<CardView>) => void
}

const shows: Array<{ value: CardShow; label: string }> = [
  { value: 'all', label: 'All cards' },
  { value: 'new', label: 'New' },
  { value: 'learning', label: 'Learning' },
  { value: 'review', label: 'In review' },
  { value: 'suspended', label: 'Suspended' },
  { value: 'leech', label: 'Leeches' },
]

export function CardFilters({ view, hasDescendants, onChange }: CardFiltersProps) {
  const searchField = useRef<HTMLInputElement>(null)
  useShortcuts('Cards', [{ keys: '/', label: 'Search cards', run: () => searchField.current?.focus() }])
  return (
    <Group gap={8} role="search" aria-label="Cards">
      <TextInput
        ref={searchField}
        type="search"
        aria-label="Search cards"
        placeholder="Search cards"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={view.search}
        onChange={event => onChange({ search: event.currentTarget.value })}
        style={{ flex: '1 1 160px' }}
      />
      <NativeSelect
        aria-label="Show"
        data={shows}
        value={view.show}
        onChange={event => onChange({ show: event.currentTarget.value as CardShow })}
      />
      {hasDescendants && (
        <Checkbox
          label="With topics below"
          checked={view.isDeep}
          onChange={event => onChange({ isDeep: event.currentTarget.checked })}
        />
      )}
    </Group>
  )
}
