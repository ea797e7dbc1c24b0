import { useQuery } from '@apollo/client/react'
import { ViewerQuery } from '../shell/viewerQuery.ts'

/** Whether the learner has no account yet, as far as is known. */
export function useIsGuest(): boolean {
  const { data } = useQuery(ViewerQuery, { fetchPolicy: 'cache-only' })
  return data?.viewer?.isGuest ?? false
}
