import { graphql } from '../../gql/index.ts'

/** A card as it is studied. */
export const StudyCardFragmentDoc = graphql(`
  fragment StudyCard on Flashcard {
    id
    state
    nextReviews {
      rating
      due
      intervalSeconds
    }
    skillNode {
      id
      title
      parent {
        id
        title
        parent {
          id
          title
          parent {
            id
            title
          }
        }
      }
    }
    ...CardContent @unmask
  }
`)

/** A session while it runs. */
export const StudyRunFragmentDoc = graphql(`
  fragment StudyRun on StudySession {
    id
    status
    mode
    startedAt
    durationSeconds
    points
    remaining
    waiting
    goal {
      id
      title
    }
    skillNode {
      id
      title
    }
    items {
      position
      presentation
      choices {
        id
        text
      }
      review {
        id
        reviewId
        rating
        reviewedAt
      }
      flashcard {
        id
        state
        due
        isSuspended
        ...StudyCard
      }
    }
  }
`)

export const StudySessionQuery = graphql(`
  query StudySession($id: ID!) {
    studySession(id: $id) {
      id
      status
      ...StudyRun
    }
  }
`)

export const ActiveSessionQuery = graphql(`
  query ActiveSession {
    viewer {
      id
      activeStudySession {
        id
        mode
        remaining
        goal {
          id
        }
        skillNode {
          id
        }
      }
    }
  }
`)

export const StartStudySession = graphql(`
  mutation StartStudySession($input: StartStudySessionInput!) {
    startStudySession(input: $input) {
      studySession {
        id
        status
        ...StudyRun
      }
    }
  }
`)

/**
 * What an answer or its undo changes. The items come without their texts, which the cache has already:
 * a session grows only by cards that were in it before.
 */
export const ReviewOutcomeFragmentDoc = graphql(`
  fragment ReviewOutcome on ReviewFlashcardPayload {
    review {
      id
      reviewId
      rating
      reviewedAt
    }
    flashcard {
      id
      state
      due
      stability
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
    }
    nodes {
      id
      masteryPercentage
    }
    goal {
      id
      status
      masteryPercentage
      masteredCardCount
      totalTimeSeconds
    }
    studySession {
      id
      status
      points
      remaining
      waiting
      items {
        position
        presentation
        choices {
          id
          text
        }
        review {
          id
          reviewId
          rating
          reviewedAt
        }
        flashcard {
          id
          state
          due
          isSuspended
        }
      }
    }
  }
`)

export const ReviewCard = graphql(`
  mutation ReviewCard($input: ReviewFlashcardInput!) {
    reviewFlashcard(input: $input) {
      wasCorrect
      correctChoiceId
      ...ReviewOutcome
    }
  }
`)

/** Answers that waited. What they did to their session is asked for once, after the last of them. */
export const ReviewCards = graphql(`
  mutation ReviewCards($inputs: [ReviewFlashcardInput!]!) {
    reviewFlashcards(inputs: $inputs) {
      results {
        reviewId
        errorCode
        errorMessage
        payload {
          wasCorrect
          correctChoiceId
          flashcard {
            id
            state
            due
            stability
            reps
            lapses
            lastReview
            isLeech
            isMastered
          }
          nodes {
            id
            masteryPercentage
          }
          goal {
            id
            status
            masteryPercentage
          }
        }
      }
    }
  }
`)

export const UndoReview = graphql(`
  mutation UndoReview($reviewId: ID!) {
    undoReview(reviewId: $reviewId) {
      ...ReviewOutcome
    }
  }
`)

export const StudySummaryFragmentDoc = graphql(`
  fragment StudySummary on StudySession {
    id
    status
    mode
    durationSeconds
    waiting
    goal {
      id
      title
      masteryPercentage
      due {
        now
        today
        thisWeek
        new
        estimatedSeconds
        nextDueAt
      }
    }
    skillNode {
      id
      title
      due {
        now
        new
      }
    }
    summary {
      cardsStudied
      correct
      accuracy
      timeSeconds
      comingBackSooner
      points
      score
      nextDueAt
      goalMasteryBefore
      goalMasteryAfter
      ...SummaryAwards @unmask
      nodes {
        before
        after
        skillNode {
          id
          title
          depth
          masteryPercentage
        }
      }
    }
  }
`)

export const CompleteStudySession = graphql(`
  mutation CompleteStudySession($id: ID!) {
    completeStudySession(id: $id) {
      studySession {
        id
        ...StudySummary
      }
    }
  }
`)

export const AbandonStudySession = graphql(`
  mutation AbandonStudySession($id: ID!) {
    abandonStudySession(id: $id) {
      studySession {
        id
        status
      }
    }
  }
`)

export const SummaryQuery = graphql(`
  query Summary($id: ID!) {
    studySession(id: $id) {
      id
      ...StudySummary
    }
    viewer {
      id
      isGuest
      due {
        now
        today
        thisWeek
        new
        estimatedSeconds
        nextDueAt
      }
    }
  }
`)

export const StudyNotesQuery = graphql(`
  query StudyNotes($id: ID!) {
    skillNode(id: $id) {
      id
      title
      notes
    }
  }
`)

/** The first card that could be studied ahead. */
export const AheadQuery = graphql(`
  query Ahead($goalId: ID, $skillNodeId: ID) {
    viewer {
      id
      dueCards(goalId: $goalId, skillNodeId: $skillNodeId, limit: 1, ahead: true) {
        position
      }
    }
  }
`)

export const CaughtUpQuery = graphql(`
  query CaughtUp($goalId: ID!, $nodeId: ID!, $hasGoal: Boolean!, $hasNode: Boolean!) {
    viewer {
      id
      due {
        now
        new
        nextDueAt
      }
    }
    goal(id: $goalId) @include(if: $hasGoal) {
      id
      title
      status
      cardCount
      due {
        now
        new
        nextDueAt
      }
    }
    skillNode(id: $nodeId) @include(if: $hasNode) {
      id
      title
      subtreeCardCount
      isEffectivelyEnabled
      due {
        now
        new
        nextDueAt
      }
    }
  }
`)
