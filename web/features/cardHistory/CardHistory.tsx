import { lazy, Suspense } from 'react'

const Dialog = lazy(() =>
  import('./CardHistoryDialog.tsx').then(module => ({ default: module.CardHistoryDialog })),
)

interface CardHistoryProps {
  cardId: string
  onClose: () => void
}

/** The history of a card in a dialog, fetched only when it is opened. */
export function CardHistory(props: CardHistoryProps) {
  return (
    <Suspense fallback={null}>
      <Dialog {...props} />
    </Suspense>
  )
}
