import { StudyStart } from '../study/StudyStart.tsx'

interface StudyButtonProps {
  goalId: string
  /** Only this branch; without it the whole goal. */
  nodeId?: string
  label: string
  readyCount: number
  cardCount: number
}

/** Study what is here; nothing where there are no cards. */
export function StudyButton({ goalId, nodeId, label, readyCount, cardCount }: StudyButtonProps) {
  if (cardCount === 0) return null
  return <StudyStart scope={{ goalId, nodeId }} label={label} readyCount={readyCount} />
}
