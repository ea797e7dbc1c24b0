import { graphql } from '../../gql/index.ts'

export const AchievementEntryFragmentDoc = graphql(`
  fragment AchievementEntry on AchievementDefinition {
    key
    title
    description
    requirement
    progress
  }
`)

export const TitleRungFragmentDoc = graphql(`
  fragment TitleRung on TitleDefinition {
    title
    rank
    requirement
  }
`)

export const ViewerAwardsFragmentDoc = graphql(`
  fragment ViewerAwards on Viewer {
    achievements {
      unlockedAt
      definition {
        key
      }
    }
    title {
      progressToNext
      totalCardsMastered
      totalGoalsCompleted
      current {
        title
        rank
      }
      next {
        title
        rank
      }
      history {
        title
        earnedAt
      }
    }
  }
`)

/** What a session earned, for its summary. */
export const SummaryAwardsFragmentDoc = graphql(`
  fragment SummaryAwards on StudySummary {
    achievements {
      unlockedAt
      definition {
        key
        title
        description
      }
    }
    titleChange {
      from
      to
    }
  }
`)
