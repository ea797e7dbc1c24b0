import { useQuery } from '@apollo/client/react'
import { NativeSelect, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useId } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { ErrorState } from '../../components/ErrorState.tsx'
import { RowsSkeleton } from '../../components/RowsSkeleton.tsx'
import { PickerGoals, PickerTree } from './cardDocuments.ts'
import classes from './NodePicker.module.css'

export interface PickedNode {
  id: string
  title: string
}

interface NodePickerProps {
  goalId?: string
  value: string | undefined
  onPick: (node: PickedNode) => void
}

/** One node out of all goals: first the goal, then its tree, narrowed by what is typed. */
export function NodePicker({ goalId: firstGoalId, value, onPick }: NodePickerProps) {
  const [chosenGoalId, setChosenGoalId] = useState(firstGoalId)
  const [search, setSearch] = useState('')
  const name = useId()
  const goals = useQuery(PickerGoals)
  const options = (goals.data?.viewer?.goals.edges ?? []).map(({ node }) => ({
    value: node.id,
    label: node.title,
  }))
  const goalId = chosenGoalId ?? options[0]?.value
  const tree = useQuery(PickerTree, { variables: { goalId: goalId ?? '' }, skip: !goalId })

  const error = goals.error ?? tree.error
  if (error) return <ErrorState error={error} onRetry={() => (goalId ? tree.refetch() : goals.refetch())} />
  if (goals.data && options.length === 0) return <Text>There is no goal yet. Create one first.</Text>

  const wanted = search.trim().toLocaleLowerCase()
  const nodes = (tree.data?.goal?.skillTree.nodes ?? []).filter(node =>
    node.title.toLocaleLowerCase().includes(wanted),
  )
  return (
    <Stack gap="sm">
      <NativeSelect
        label="Goal"
        data={options}
        value={goalId ?? ''}
        onChange={event => setChosenGoalId(event.currentTarget.value)}
      />
      <TextInput
        type="search"
        aria-label="Search topics"
        placeholder="Search topics"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search}
        onChange={event => setSearch(event.currentTarget.value)}
        data-autofocus
      />
      <div className={classes.nodes} role="radiogroup" aria-label="Topic">
        {!tree.data && <RowsSkeleton rows={6} height={24} gap={12} label="Loading topics" />}
        {nodes.map(node => (
          <Radio
            key={node.id}
            name={name}
            label={node.title}
            checked={node.id === value}
            onChange={() => onPick(node)}
            style={{ paddingInlineStart: wanted ? 0 : node.depth * 20 }}
            classNames={{ body: classes.node, labelWrapper: classes.label }}
          />
        ))}
        {tree.data && nodes.length === 0 && <Text c="dimmed">No topic is called that.</Text>}
      </div>
    </Stack>
  )
}
