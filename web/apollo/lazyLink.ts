import { ApolloLink } from '@apollo/client'
import { defer, mergeMap } from 'rxjs'

/** A link whose code is fetched by the first operation that takes it, and again by the next where that failed. */
export function createLazyLink(load: () => Promise<ApolloLink>): ApolloLink {
  let loading: Promise<ApolloLink> | undefined
  const getLink = () => {
    loading ??= load().catch(error => {
      loading = undefined
      throw error
    })
    return loading
  }
  return new ApolloLink((operation, forward) =>
    defer(getLink).pipe(mergeMap(link => link.request(operation, forward))),
  )
}
