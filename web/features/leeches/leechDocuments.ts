import { graphql } from '../../gql/index.ts'

/** A card that is forgotten again and again, with what its advice is made of. */
export const LeechFragmentDoc = graphql(`
  fragment Leech on Flashcard {
    id
    question
    answer
    cardType
    lapses
    isSuspended
    isLeech
    state
    skillNode {
      id
      title
      notes
      tree {
        id
        goal {
          id
          title
        }
      }
    }
    ...CardContent
  }
`)

export const LeechesQuery = graphql(`
  query Leeches($after: String) {
    viewer {
      id
      flashcards(filter: { isLeech: true }, first: 20, after: $after) {
        totalCount
        edges {
          cursor
          node {
            id
            ...Leech
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`)

/** Those that are still studied; a suspended one troubles nobody. */
export const LeechCountQuery = graphql(`
  query LeechCount {
    viewer {
      id
      flashcards(filter: { isLeech: true, isSuspended: false }, first: 1) {
        totalCount
      }
    }
  }
`)
