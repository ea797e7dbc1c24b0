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
