import { useQuery } from '@apollo/client/react'
import { Button, Modal, Skeleton } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useState } from 'react'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorState } from '../../components/ErrorState.tsx'
import { RowsSkeleton } from '../../components/RowsSkeleton.tsx'
import { useNow } from '../../components/useNow.ts'
import type { CardHistoryQuery as CardHistoryData } from '../../gql/graphql.ts'
import { decayWeightOf } from '../../lib/forgettingCurve.ts'
import { pluralize } from '../../lib/formatTime.ts'
import { toPlainText } from '../cards/plainText.ts'
import classes from './CardHistory.module.css'
import { describeStability } from './describeReview.ts'
import { CardHistoryQuery } from './historyDocuments.ts'
import { MemoryChart } from './MemoryChart.tsx'
import { MemoryTable } from './MemoryTable.tsx'
import { ReviewList } from './ReviewList.tsx'
import { readTimeline, type Timeline } from './timeline.ts'

interface CardHistoryDialogProps {
  cardId: string
  onClose: () => void
}

/** How a card went: its memory over time, and every answer. */
export function CardHistoryDialog({ cardId, onClose }: CardHistoryDialogProps) {
  const { data, error, refetch, fetchMore } = useQuery(CardHistoryQuery, { variables: { id: cardId } })
  const [isLoadingMore, setIsLoadingMore] = useState(false)
  const showMore = async (after: string | null | undefined) => {
    setIsLoadingMore(true)
    await fetchMore({ variables: { after } }).finally(() => setIsLoadingMore(false))
  }
  const card = data?.flashcard
  return (
    <Modal opened onClose={onClose} title="History" size="lg" centered={false}>
      <div className={classes.body}>
        {card && data.viewer ? (
          <History
            card={card}
            settings={data.viewer.settings}
            isLoadingMore={isLoadingMore}
            onMore={() => showMore(card.reviews.pageInfo.endCursor)}
          />
        ) : error ? (
          <ErrorState error={error} onRetry={() => refetch()} />
        ) : data ? (
          <EmptyState title="This card is gone" />
        ) : (
          <>
            <Skeleton height={40} mb={20} />
            <Skeleton height={280} mb={16} />
            <RowsSkeleton rows={3} height={58} gap={2} label="Loading the history" />
          </>
        )}
      </div>
    </Modal>
  )
}

interface HistoryProps {
  card: NonNullable<CardHistoryData['flashcard']>
  settings: NonNullable<CardHistoryData['viewer']>['settings']
  isLoadingMore: boolean
  onMore: () => void
}

function History({ card, settings, isLoadingMore, onMore }: HistoryProps) {
  const [isTable, setIsTable] = useState(false)
  const now = useNow()
  const reviews = card.reviews.edges.map(edge => edge.node)
  const decayWeight = decayWeightOf(settings.fsrsWeights)
  const timeline = readTimeline({ reviews, now, due: card.due ? new Date(card.due) : null, decayWeight })
  return (
    <>
      <p className={classes.question} dir="auto">
        {toPlainText(card.question)}
      </p>
      <p className={classes.facts}>{describeCard(card, timeline)}</p>
      {timeline && (
        <section aria-label="Memory over time">
          {isTable ? (
            <MemoryTable timeline={timeline} />
          ) : (
            <MemoryChart
              timeline={timeline}
              decayWeight={decayWeight}
              desiredRetention={settings.desiredRetention}
            />
          )}
          <div className={classes.legend}>
            {!isTable && <Legend timeline={timeline} />}
            <Button variant="subtle" size="compact-sm" onClick={() => setIsTable(!isTable)}>
              {isTable ? 'Show as chart' : 'Show as table'}
            </Button>
          </div>
        </section>
      )}
      {reviews.length > 0 ? (
        <ReviewList
          reviews={reviews}
          totalCount={card.reviews.totalCount}
          isLoadingMore={isLoadingMore}
          onMore={onMore}
        />
      ) : (
        <EmptyState icon={<IconHistory size={24} stroke={1.75} />} title="Not answered yet">
          From its first answer on, every answer is listed here, and how well you remember the card is drawn.
        </EmptyState>
      )}
    </>
  )
}

function Legend({ timeline }: { timeline: Timeline }) {
  const hasForgotten = timeline.points.some(point => point.rating === 'AGAIN')
  return (
    <>
      <span className={classes.key}>
        <span className={classes.dot} aria-hidden />
        remembered
      </span>
      {hasForgotten && (
        <span className={classes.key}>
          <span className={classes.dot} data-forgotten aria-hidden />
          forgotten
        </span>
      )}
      {timeline.endMs > timeline.nowMs && (
        <span className={classes.key}>
          <span className={classes.dash} aria-hidden />
          still to come
        </span>
      )}
    </>
  )
}

/** `14 answers, forgotten 3 times. Chance of remembering it now: 93 %; it stays above 90 % for 46 days.` */
function describeCard(
  { reviews, lapses, stability }: HistoryProps['card'],
  timeline: Timeline | null,
): string {
  if (reviews.totalCount === 0) return 'New'
  const answers = pluralize(reviews.totalCount, 'answer')
  const recall = timeline?.recallNow ?? null
  if (recall === null || !stability) return `${answers}. Reset: the card is new again.`
  const forgotten = lapses > 0 ? `, forgotten ${lapses === 1 ? 'once' : `${lapses} times`}` : ''
  return `${answers}${forgotten}. ${Math.round(recall * 100)} % chance of remembering it now, stability ${describeStability(stability)}.`
}
