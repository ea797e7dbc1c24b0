import { graphql } from '../../gql/index.ts'

export const SettingsQuery = graphql(`
  query Settings {
    viewer {
      id
      email
      isGuest
      isAdmin
      settings {
        timeZone
        dayStartHour
        desiredRetention
        newCardsPerDay
        reviewsPerDay
        learningSteps
        relearningSteps
        maximumIntervalDays
        enableFuzz
      }
      apiTokens {
        ...ApiTokenRow
        id
      }
      deletions {
        ...DeletionRow
        id
      }
    }
  }
`)

export const UpdateSettings = graphql(`
  mutation UpdateStudySettings($input: UpdateStudySettingsInput!) {
    updateStudySettings(input: $input) {
      settings {
        timeZone
        dayStartHour
        desiredRetention
        newCardsPerDay
        reviewsPerDay
        learningSteps
        relearningSteps
        maximumIntervalDays
        enableFuzz
      }
    }
  }
`)
