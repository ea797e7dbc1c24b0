import { graphql } from '../../gql/index.ts'

/** A draft with all that is needed to decide on it: what it says, what it resembles, what it replaces. */
export const DraftFragmentDoc = graphql(`
  fragment Draft on Flashcard {
    id
    status
    deletedAt
    createdAt
    skillNode {
      id
    }
    ...CardContent @unmask
    similarTo {
      id
      question
      answer
      status
      deletedAt
      skillNode {
        id
        title
      }
    }
    replaces {
      id
      status
      deletedAt
      ...CardContent @unmask
    }
  }
`)

/** Oldest first, so that new ones join at the end. */
export const DraftsQuery = graphql(`
  query Drafts($filter: FlashcardFilter!, $after: String) {
    viewer {
      id
      flashcards(filter: $filter, first: 20, after: $after) {
        totalCount
        edges {
          cursor
          node {
            id
            ...Draft @unmask
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

/** The goal around its drafts: where they stand, how many each node has, and what can be studied. */
export const DraftsGoalQuery = graphql(`
  query DraftsGoal($id: ID!) {
    goal(id: $id) {
      id
      title
      status
      cardCount
      due {
        now
        new
      }
      skillTree {
        id
        nodes {
          id
          title
          path
          depth
          isEnabled
          cardCount
          subtreeDraftCount
        }
      }
      latestJob {
        id
        ...CardJob @unmask
      }
    }
  }
`)

/** Every draft of a list, as little of each as deciding on all of them takes. */
export const DraftIdsQuery = graphql(`
  query DraftIds($filter: FlashcardFilter!, $after: String) {
    viewer {
      id
      flashcards(filter: $filter, first: 100, after: $after) {
        edges {
          cursor
          node {
            id
            createdAt
            replaces {
              id
            }
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

/** What one edited draft resembles now. */
export const DraftQuery = graphql(`
  query Draft($id: ID!) {
    flashcard(id: $id) {
      id
      ...Draft
    }
  }
`)

export const ApproveDrafts = graphql(`
  mutation ApproveDrafts($ids: [ID!]!) {
    approveDrafts(ids: $ids) {
      flashcards {
        id
        status
      }
    }
  }
`)

export const DiscardDrafts = graphql(`
  mutation DiscardDrafts($ids: [ID!]!) {
    discardDrafts(ids: $ids) {
      deletion {
        id
        title
        createdAt
        undoableUntil
        unlinkedCardCount
        deletedCardCount
      }
    }
  }
`)
