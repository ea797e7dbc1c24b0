import { Suspense } from 'react'
import { lazyPart } from '../../components/lazyPart.ts'

export const CardHistoryPart = lazyPart(() => import('./CardHistoryDialog.tsx'), 'CardHistoryDialog')

interface CardHistoryProps {
  cardId: string
  onClose: () => void
}

/** The history of a card in a dialog, fetched only when it is opened. */
export function CardHistory(props: CardHistoryProps) {
  return (
    <Suspense fallback={null}>
      <CardHistoryPart {...props} />
    </Suspense>
  )
}
