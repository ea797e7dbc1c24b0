import { Group, NativeSelect } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { SearchField } from '../../components/SearchField.tsx'
import type { GoalOrder } from '../../gql/graphql.ts'
import { type GoalsView, toGoalsSearch } from './goalsView.ts'

const shows = [
  { value: 'current', label: 'Current' },
  { value: 'active', label: 'Active' },
  { value: 'paused', label: 'Paused' },
  { value: 'completed', label: 'Completed' },
  { value: 'archived', label: 'Archived' },
]

const orders: Array<{ value: GoalOrder; label: string }> = [
  { value: 'CREATED', label: 'Newest first' },
  { value: 'UPDATED', label: 'Last changed first' },
  { value: 'TITLE', label: 'By title' },
  { value: 'MASTERY', label: 'By mastery' },
  { value: 'DUE', label: 'Next due first' },
]

export function GoalsFilter({ view }: { view: GoalsView }) {
  const navigate = useNavigate()
  const [search, setSearch] = useState(view.search)
  /** What this field has put into the address: anything else there came from elsewhere. */
  const sentSearch = useRef(view.search)
  useEffect(() => {
    if (view.search === sentSearch.current) return
    sentSearch.current = view.search
    setSearch(view.search)
  }, [view.search])
  const show = (change: Partial<GoalsView>) => {
    const changed = { ...view, search, ...change }
    sentSearch.current = changed.search.trim()
    navigate({ to: '/goals', search: toGoalsSearch(changed), replace: true })
  }
  const showFound = useDebouncedCallback((found: string) => show({ search: found.trim() }), 250)
  return (
    <Group gap={8} mb="md" role="search" aria-label="Goals">
      <SearchField
        group="Goals"
        label="Search goals"
        value={search}
        onChange={typed => {
          setSearch(typed)
          showFound(typed)
        }}
      />
      <NativeSelect
        aria-label="Show"
        style={{ flex: '1 1 120px' }}
        data={shows}
        value={view.show}
        onChange={event => show({ show: event.currentTarget.value as GoalsView['show'] })}
      />
      <NativeSelect
        aria-label="Order"
        style={{ flex: '1 1 120px' }}
        data={orders}
        value={view.order}
        onChange={event => show({ order: event.currentTarget.value as GoalOrder })}
      />
    </Group>
  )
}
