import { graphql } from '../../gql/index.ts'

export const TodayQuery = graphql(`
  query Today {
    viewer {
      id
      isGuest
      settings {
        timeZone
      }
      due {
        now
        today
        waiting
        new
        estimatedSeconds
        nextDueAt
      }
      activeStudySession {
        id
        remaining
        goal {
          id
          title
        }
        skillNode {
          id
          title
        }
      }
      goals(status: [ACTIVE, COMPLETED], orderBy: DUE, first: 50) {
        totalCount
        edges {
          cursor
          node {
            id
            status
            title
            cardCount
            latestJob {
              id
              ...GenerationJobState @unmask
            }
            skillTree {
              id
              root {
                id
                subtreeDraftCount
              }
            }
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
