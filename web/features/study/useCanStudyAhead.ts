import { useQuery } from '@apollo/client/react'
import { AheadQuery } from './studyDocuments.ts'
import type { StudyScope } from './studyScope.ts'

/**
 * Whether there is a card to bring forward: none is left once all were answered today. Undefined until that
 * is known. Asks only while `isWanted`.
 */
export function useCanStudyAhead({ goalId, nodeId }: StudyScope, isWanted: boolean): boolean | undefined {
  const place = nodeId ? { skillNodeId: nodeId } : { goalId: goalId ?? null }
  const { data } = useQuery(AheadQuery, { variables: place, skip: !isWanted })
  const cards = data?.viewer?.dueCards
  return cards && cards.length > 0
}
