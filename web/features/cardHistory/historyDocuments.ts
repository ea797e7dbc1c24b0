import { graphql } from '../../gql/index.ts'

/** One answer as the history tells of it. */
export const HistoryReviewFragmentDoc = graphql(`
  fragment HistoryReview on Review {
    id
    rating
    reviewedAt
    elapsedDays
    scheduledDays
    dueAfter
    stabilityAfter
    stateBefore
    durationMs
    mode
    undoneAt
    appliedToSchedule
  }
`)

/** A card’s answers, newest first, with what its curve is drawn from. */
export const CardHistoryQuery = graphql(`
  query CardHistory($id: ID!, $after: String) {
    viewer {
      id
      settings {
        desiredRetention
        fsrsWeights
      }
    }
    flashcard(id: $id) {
      id
      question
      state
      due
      stability
      lapses
      reviews(first: 50, after: $after) {
        totalCount
        edges {
          cursor
          node {
            id
            ...HistoryReview @unmask
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

/** The tree comes with one card only: with many it would come as many times. */
export const ResetCards = graphql(`
  mutation ResetCards($ids: [ID!]!, $isOne: Boolean!) {
    resetFlashcards(ids: $ids) {
      flashcards {
        id
        state
        due
        stability
        difficulty
        reps
        lapses
        lastReview
        isLeech
        isMastered
        nextReviews {
          rating
          due
          intervalSeconds
        }
        skillNode {
          id
          tree @include(if: $isOne) {
            id
            ...SkillTreeOutline
          }
        }
      }
    }
  }
`)
