import { graphql } from '../../gql/index.ts'

/** What settings would mean for this learner’s own cards, without saving them. */
export const PreviewScheduling = graphql(`
  query PreviewScheduling($settings: UpdateStudySettingsInput!) {
    previewScheduling(settings: $settings) {
      reviewsPerDay
      minutesPerDay
      waiting
      nextReviews {
        rating
        intervalSeconds
      }
    }
  }
`)
