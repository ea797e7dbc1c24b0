import { graphql } from '../../gql/index.ts'

/** A job as it is shown while it runs. Whatever asks for jobs asks for this, so that each is known at once. */
export const GenerationJobStateFragmentDoc = graphql(`
  fragment GenerationJobState on GenerationJob {
    id
    kind
    status
    progress
    message
    errorCode
  }
`)

export const GenerationJobQuery = graphql(`
  query GenerationJob($id: ID!) {
    generationJob(id: $id) {
      id
      ...GenerationJobState @unmask
    }
  }
`)

export const CancelGenerationJob = graphql(`
  mutation CancelGenerationJob($id: ID!) {
    cancelGenerationJob(id: $id) {
      job {
        id
        ...GenerationJobState
      }
    }
  }
`)
