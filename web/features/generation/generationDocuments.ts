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

/** The same, told as it happens; the first answer is the job as it is. */
export const GenerationJobSubscription = graphql(`
  subscription GenerationJobSteps($id: ID!) {
    generationJob(id: $id) {
      id
      ...GenerationJobState
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

/** The tree as it stands by now, and the sums that change with it. */
export const GrowingTreeQuery = graphql(`
  query GrowingTree($goalId: ID!) {
    goal(id: $goalId) {
      id
      skillTree {
        id
        ...SkillTreeOutline
      }
    }
  }
`)

/** The goal's latest job comes with it, so that every page of the goal shows the new one. */
export const RegenerateSkillTree = graphql(`
  mutation RegenerateSkillTree($input: RegenerateSkillTreeInput!) {
    regenerateSkillTree(input: $input) {
      job {
        id
        ...GenerationJobState @unmask
        goal {
          id
          latestJob {
            id
          }
        }
      }
    }
  }
`)
