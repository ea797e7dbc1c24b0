import type { ApolloClient } from '@apollo/client'
import { graphql } from '../../gql/index.ts'

/** Who the cookies of this browser belong to. */
export const LearnerIdQuery = graphql(`
  query LearnerId {
    viewer {
      id
    }
  }
`)

/** Whose data the cache holds; null while nobody is known. */
export function readLearnerId(client: ApolloClient): string | null {
  return client.cache.readQuery({ query: LearnerIdQuery })?.viewer?.id ?? null
}
