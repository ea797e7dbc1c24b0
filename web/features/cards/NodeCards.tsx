import { Button, Group, Stack, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconCards, IconFileImport, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { EmptyState } from '../../components/EmptyState.tsx'
import { useShortcuts } from '../../components/useShortcuts.ts'
import { GenerateCardsButton } from '../drafts/GenerateCardsButton.tsx'
import { CardEditor } from './CardEditor.tsx'
import { CardFilters } from './CardFilters.tsx'
import { CardList } from './CardList.tsx'
import { type CardView, isPlainView, toCardFilter } from './cardView.ts'
import { ImportDialog } from './ImportDialog.tsx'

interface NodeCardsProps {
  nodeId: string
  goalId: string
  cardCount: number
  subtreeCardCount: number
  headingOrder: 2 | 3
}

/** The cards of a node: found, added, imported. */
export function NodeCards({ nodeId, goalId, cardCount, subtreeCardCount, headingOrder }: NodeCardsProps) {
  const [dialog, setDialog] = useState<'add' | 'import'>()
  const [view, setView] = useState<CardView>({ search: '', show: 'all', isDeep: cardCount === 0 })
  const [search] = useDebouncedValue(view.search, 250)
  const hasDescendants = subtreeCardCount > cardCount
  const settled = { ...view, search, isDeep: view.isDeep && hasDescendants }
  useShortcuts('Cards', [{ keys: 'N', label: 'New card', run: () => setDialog('add') }])

  const addButton = (
    <Button
      variant={subtreeCardCount === 0 ? 'filled' : 'light'}
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => setDialog('add')}
    >
      Add a card
    </Button>
  )
  const importButton = (
    <Button
      variant="default"
      leftSection={<IconFileImport size={16} aria-hidden />}
      onClick={() => setDialog('import')}
    >
      Import
    </Button>
  )
  const generateButton = (
    <GenerateCardsButton goalId={goalId} nodeId={nodeId}>
      Generate cards
    </GenerateCardsButton>
  )
  const empty = isPlainView(settled) ? (
    <EmptyState
      icon={<IconCards size={24} stroke={1.75} />}
      title="No cards here yet"
      action={
        <Group gap="xs" justify="center">
          {addButton}
          {generateButton}
          {importButton}
        </Group>
      }
    >
      Write the first one, have them made by AI, or bring them from a table or from Anki.
    </EmptyState>
  ) : (
    <EmptyState title="No card is like that" />
  )

  return (
    <Stack component="section" gap="sm" aria-label="Cards">
      <Group justify="space-between" gap="xs">
        <Title order={headingOrder} size="h2">
          Cards
        </Title>
        {subtreeCardCount > 0 && (
          <Group gap={8}>
            {addButton}
            {generateButton}
            {importButton}
          </Group>
        )}
      </Group>
      {subtreeCardCount > 0 && (
        <CardFilters
          view={view}
          hasDescendants={hasDescendants}
          onChange={change => setView({ ...view, ...change })}
        />
      )}
      <CardList
        filter={toCardFilter(nodeId, settled)}
        goalId={goalId}
        hasNodes={settled.isDeep}
        empty={empty}
      />
      {dialog === 'add' && <CardEditor nodeId={nodeId} onClose={() => setDialog(undefined)} />}
      {dialog === 'import' && <ImportDialog nodeId={nodeId} onClose={() => setDialog(undefined)} />}
    </Stack>
  )
}
