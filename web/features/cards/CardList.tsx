import { useQuery } from '@apollo/client/react'
import { Button, Center, Group, Text, VisuallyHidden } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { ErrorState } from '../../components/ErrorState.tsx'
import { RowsSkeleton } from '../../components/RowsSkeleton.tsx'
import { useNow } from '../../components/useNow.ts'
import type { CardContentFragment, FlashcardFilter } from '../../gql/graphql.ts'
import { pluralize } from '../../lib/formatTime.ts'
import { CardHistory } from '../cardHistory/CardHistory.tsx'
import { ResetCardsDialog } from '../cardHistory/ResetCardsDialog.tsx'
import { CardEditor } from './CardEditor.tsx'
import classes from './CardList.module.css'
import { CardRow } from './CardRow.tsx'
import { CardsQuery } from './cardDocuments.ts'
import { MoveCardsDialog } from './MoveCardsDialog.tsx'
import { useCardActions } from './useCardActions.ts'

interface CardListProps {
  filter: FlashcardFilter
  /** Shown when there is no card at all. */
  empty: ReactNode
  /** The goal that is offered first when cards are moved. */
  goalId?: string
  hasNodes?: boolean
  moveLabel?: string
}

type Dialog =
  | { what: 'edit'; card: CardContentFragment }
  | { what: 'move' | 'delete' | 'reset'; ids: string[] }
  | { what: 'history'; id: string }
  | null

export function CardList({ filter, empty, goalId, hasNodes = false, moveLabel = 'Move to…' }: CardListProps) {
  const { data, previousData, error, refetch, fetchMore, loading } = useQuery(CardsQuery, {
    variables: { filter },
  })
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [dialog, setDialog] = useState<Dialog>(null)
  const actions = useCardActions()
  const now = useNow()

  const connection = (data ?? previousData)?.viewer?.flashcards
  if (!connection) {
    if (error) return <ErrorState error={error} onRetry={() => refetch()} />
    return <RowsSkeleton rows={4} height={84} gap={1} label="Loading cards" />
  }
  if (connection.edges.length === 0) return empty

  const ids = connection.edges.map(edge => edge.node.id)
  const chosenIds = ids.filter(id => chosen.has(id))
  const choose = (id: string, isChosen: boolean) =>
    setChosen(current => {
      const next = new Set(current)
      if (isChosen) next.add(id)
      else next.delete(id)
      return next
    })
  const finish = () => setChosen(new Set())

  return (
    <div aria-busy={loading}>
      <VisuallyHidden role="status">{pluralize(connection.totalCount, 'card')}</VisuallyHidden>
      {chosenIds.length > 0 && (
        <Group className={classes.bulk} gap="xs" role="toolbar" aria-label="Chosen cards">
          <Text size="sm" fw={500} className="tabular">
            {chosenIds.length} chosen
          </Text>
          {chosenIds.length < ids.length && (
            <Button variant="subtle" size="compact-sm" onClick={() => setChosen(new Set(ids))}>
              All {ids.length}
            </Button>
          )}
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={async () => (await actions.suspend(chosenIds, true)) && finish()}
          >
            Suspend
          </Button>
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => setDialog({ what: 'move', ids: chosenIds })}
          >
            {moveLabel}
          </Button>
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => setDialog({ what: 'reset', ids: chosenIds })}
          >
            Reset
          </Button>
          <Button
            variant="subtle"
            color="red"
            size="compact-sm"
            onClick={() => setDialog({ what: 'delete', ids: chosenIds })}
          >
            Delete
          </Button>
          <Button variant="subtle" color="gray" size="compact-sm" onClick={finish}>
            Cancel
          </Button>
        </Group>
      )}
      <ul className={classes.list}>
        {connection.edges.map(({ node }) => (
          <li key={node.id}>
            <CardRow
              card={node}
              now={now}
              hasNode={hasNodes}
              moveLabel={moveLabel}
              isChosen={chosen.has(node.id)}
              onChoose={isChosen => choose(node.id, isChosen)}
              onEdit={card => setDialog({ what: 'edit', card })}
              onSuspend={isSuspended => actions.suspend([node.id], isSuspended)}
              onMove={() => setDialog({ what: 'move', ids: [node.id] })}
              onHistory={() => setDialog({ what: 'history', id: node.id })}
              onReset={() => setDialog({ what: 'reset', ids: [node.id] })}
              onDelete={() => actions.remove([node.id])}
            />
          </li>
        ))}
      </ul>
      {connection.pageInfo.hasNextPage && (
        <Center mt="sm">
          <Button
            variant="default"
            loading={loading}
            onClick={() => fetchMore({ variables: { after: connection.pageInfo.endCursor } })}
          >
            Show more of {pluralize(connection.totalCount, 'card')}
          </Button>
        </Center>
      )}
      {dialog?.what === 'edit' && <CardEditor card={dialog.card} onClose={() => setDialog(null)} />}
      {dialog?.what === 'history' && <CardHistory cardId={dialog.id} onClose={() => setDialog(null)} />}
      {dialog?.what === 'reset' && (
        <ResetCardsDialog ids={dialog.ids} onReset={finish} onClose={() => setDialog(null)} />
      )}
      {dialog?.what === 'move' && (
        <MoveCardsDialog
          count={dialog.ids.length}
          goalId={goalId}
          onMove={async target => {
            const isDone = await actions.move(dialog.ids, target)
            if (isDone) finish()
            return isDone
          }}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog?.what === 'delete' && (
        <ConfirmDialog
          isOpen
          isDestructive
          title={`Delete ${pluralize(dialog.ids.length, 'card')}?`}
          confirmLabel="Delete"
          onConfirm={async () => (await actions.remove(dialog.ids)) && finish()}
          onClose={() => setDialog(null)}
        >
          <Text>They go with what you have learned of them. You can undo this for 30 days.</Text>
        </ConfirmDialog>
      )}
    </div>
  )
}
