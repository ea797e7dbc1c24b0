import { useQuery } from '@apollo/client/react'
import { AheadQuery } from './studyDocuments.ts'
import type { StudyScope } from './studyScope.ts'

/**
 * Whether there is a card to bring forward: none is left once all were answered today. True until that is
 * known, since there mostly is one. Asks only while `isWanted`.
 */
export function useCanStudyAhead({ goalId, nodeId }: StudyScope, isWanted: boolean): boolean {
  const place = nodeId ? { skillNodeId: nodeId } : { goalId: goalId ?? null }
  const { data } = useQuery(AheadQuery, { variables: place, skip: !isWanted })
  return data?.viewer?.dueCards.length !== 0
}
