import { graphql } from '../../gql/index.ts'

export const GoalsQuery = graphql(`
  query Goals($status: [GoalStatus!], $search: String, $orderBy: GoalOrder, $after: String) {
    viewer {
      id
      goals(status: $status, search: $search, orderBy: $orderBy, first: 50, after: $after) {
        totalCount
        edges {
          cursor
          node {
            id
            ...GoalRow
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

/** How many archived goals a search would find, for a search that finds no other. */
export const ArchivedGoalsQuery = graphql(`
  query ArchivedGoals($search: String!) {
    viewer {
      id
      goals(status: [ARCHIVED], search: $search, first: 1) {
        totalCount
      }
    }
  }
`)
