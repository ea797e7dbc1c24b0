import type { FragmentType, TypedDocumentNode } from '@apollo/client'
import { useSuspenseFragment } from '@apollo/client/react'

/**
 * A component's own data, kept up to date from the cache. A generated fragment document carries the fragments it
 * spreads after itself, so Apollo has to be told that the first is meant.
 */
export function useFragmentData<Data>(
  fragment: TypedDocumentNode<Data, Record<string, never>>,
  from: FragmentType<NoInfer<Data>>,
): Data {
  const [first] = fragment.definitions
  const fragmentName = first?.kind === 'FragmentDefinition' ? first.name.value : undefined
  return useSuspenseFragment<Data>({ fragment, fragmentName, from }).data as Data
}
