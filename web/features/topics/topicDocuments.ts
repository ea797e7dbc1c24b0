import { graphql } from '../../gql/index.ts'

/** The ranking comes only to administrators; `viewer` says whether to ask for it at all. */
export const TopicViewerQuery = graphql(`
  query TopicViewer {
    viewer {
      id
      isAdmin
    }
  }
`)

export const TopicsQuery = graphql(`
  query Topics($search: String, $minUsers: Int, $hasCuratedTree: Boolean, $after: String) {
    topicAnalytics(
      first: 50
      after: $after
      search: $search
      minUsers: $minUsers
      hasCuratedTree: $hasCuratedTree
    ) {
      totalCount
      edges {
        cursor
        node {
          normalizedTopic
          originalExamples
          userCount
          goalCount
          firstSeenAt
          lastSeenAt
          hasCuratedTree
          needsCuratedTree
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)
