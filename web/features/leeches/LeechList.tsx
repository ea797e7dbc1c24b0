import { useQuery } from '@apollo/client/react'
import { Button, Center, Text } from '@mantine/core'
import { IconMoodSmile } from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import { ButtonLink } from '../../components/ButtonLink.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorState } from '../../components/ErrorState.tsx'
import { lazyPart, usePreload } from '../../components/lazyPart.ts'
import { RowsSkeleton } from '../../components/RowsSkeleton.tsx'
import type { CardContentFragment } from '../../gql/graphql.ts'
import { pluralize } from '../../lib/formatTime.ts'
import { CardHistory, CardHistoryPart } from '../cardHistory/CardHistory.tsx'
import { ResetCardsDialog } from '../cardHistory/ResetCardsDialog.tsx'
import { useCardActions } from '../cards/useCardActions.ts'
import { LeechCard } from './LeechCard.tsx'
import classes from './Leeches.module.css'
import { LeechesQuery } from './leechDocuments.ts'

const CardEditor = lazyPart(() => import('../cards/CardEditor.tsx'), 'CardEditor')

type Dialog = { what: 'edit'; card: CardContentFragment } | { what: 'reset' | 'history'; id: string } | null

export function LeechList() {
  const { data, error, refetch, fetchMore } = useQuery(LeechesQuery)
  const [dialog, setDialog] = useState<Dialog>(null)
  const [isLoadingMore, setIsLoadingMore] = useState(false)
  usePreload(CardEditor, CardHistoryPart)
  const { suspend } = useCardActions()
  const close = () => setDialog(null)
  const cards = data?.viewer?.flashcards
  if (!cards) {
    if (error) return <ErrorState error={error} onRetry={() => refetch()} />
    return <RowsSkeleton rows={3} height={330} gap={12} label="Loading cards" />
  }
  const showMore = async () => {
    setIsLoadingMore(true)
    await fetchMore({ variables: { after: cards.pageInfo.endCursor } }).finally(() => setIsLoadingMore(false))
  }
  return (
    <>
      {cards.edges.length === 0 ? (
        <EmptyState
          icon={<IconMoodSmile size={24} stroke={1.75} />}
          title="No card gives you trouble"
          action={
            <ButtonLink to="/" variant="default">
              Today
            </ButtonLink>
          }
        >
          A card that was forgotten 8 times shows up here, with what could help.
        </EmptyState>
      ) : (
        <>
          <Text c="dimmed" mb="lg" maw={600}>
            {pluralize(cards.totalCount, 'card')} that would not stick so far. That says more about the card
            than about you: a small change often helps. Reset a card you have changed, and it starts afresh.
          </Text>
          <ul className={classes.list}>
            {cards.edges.map(({ node }) => (
              <li key={node.id}>
                <LeechCard
                  card={node}
                  onEdit={card => setDialog({ what: 'edit', card })}
                  onSuspend={isSuspended => suspend([node.id], isSuspended)}
                  onReset={() => setDialog({ what: 'reset', id: node.id })}
                  onHistory={() => setDialog({ what: 'history', id: node.id })}
                />
              </li>
            ))}
          </ul>
          {cards.pageInfo.hasNextPage && (
            <Center mt="md">
              <Button variant="default" loading={isLoadingMore} onClick={showMore}>
                Show more
              </Button>
            </Center>
          )}
        </>
      )}
      {dialog?.what === 'history' && <CardHistory cardId={dialog.id} onClose={close} />}
      {dialog?.what === 'reset' && <ResetCardsDialog ids={[dialog.id]} onClose={close} />}
      {dialog?.what === 'edit' && (
        <Suspense fallback={null}>
          <CardEditor card={dialog.card} onClose={close} />
        </Suspense>
      )}
    </>
  )
}
