import { graphql } from '../../gql/index.ts'

/** What is drawn of a learner and of a goal alike. */
export const ProgressFiguresFragmentDoc = graphql(`
  fragment ProgressFigures on Progress {
    totalCards
    masteredCards
    reviewsTotal
    timeSeconds
    knownNow
    cardsByState {
      state
      count
    }
    trueRetention {
      period
      maturity
      passed
      failed
      rate
    }
    forecast {
      date
      count
    }
    activity {
      date
      reviews
      timeSeconds
    }
    masteryHistory {
      date
      masteryPercentage
    }
  }
`)

export const ProgressGoalsFragmentDoc = graphql(`
  fragment ProgressGoals on GoalConnection {
    totalCount
    edges {
      cursor
      node {
        id
        title
        status
        cardCount
        masteryPercentage
        due {
          now
          new
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
`)

/** The next page of the same list, without all the figures. */
export const MoreProgressGoalsQuery = graphql(`
  query MoreProgressGoals($after: String) {
    viewer {
      id
      goals(status: [ACTIVE, PAUSED, COMPLETED], orderBy: MASTERY, first: 50, after: $after) {
        ...ProgressGoals @unmask
      }
    }
  }
`)

export const ProgressQuery = graphql(`
  query Progress {
    viewer {
      id
      settings {
        desiredRetention
      }
      due {
        now
        today
        waiting
        new
        estimatedSeconds
        nextDueAt
      }
      progress {
        ...ProgressFigures @unmask
      }
      goals(status: [ACTIVE, PAUSED, COMPLETED], orderBy: MASTERY, first: 50) {
        ...ProgressGoals @unmask
      }
      ...ViewerAwards @unmask
    }
    achievementDefinitions {
      ...AchievementEntry @unmask
    }
    titleDefinitions {
      ...TitleRung @unmask
    }
  }
`)

/** The mastery of one goal over time, for its row on the page of everything. */
export const GoalMasteryQuery = graphql(`
  query GoalMastery($goalId: ID!) {
    viewer {
      id
      progress(goalId: $goalId) {
        masteryHistory {
          date
          masteryPercentage
        }
      }
    }
  }
`)

export const GoalProgressQuery = graphql(`
  query GoalProgress($id: ID!) {
    goal(id: $id) {
      id
      title
      status
      cardCount
      masteryPercentage
      masteredCardCount
      targetDate
      newCardsPerDay
      due {
        now
        today
        waiting
        new
        estimatedSeconds
        nextDueAt
      }
      skillTree {
        id
        nodes {
          id
          title
          path
          depth
          isEnabled
          masteryPercentage
          subtreeCardCount
        }
      }
    }
    viewer {
      id
      settings {
        desiredRetention
        newCardsPerDay
      }
      progress(goalId: $id) {
        ...ProgressFigures @unmask
        plan {
          newCardsPerDay
          minutesPerDay
          reachesAllTopicsOn
          atPresentPaceOn
        }
      }
    }
  }
`)
