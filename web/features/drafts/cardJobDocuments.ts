import { graphql } from '../../gql/index.ts'

/** A job that makes drafts, with what came of it. */
export const CardJobFragmentDoc = graphql(`
  fragment CardJob on GenerationJob {
    id
    ...GenerationJobState @unmask
    droppedCount
    finishedAt
    skillNode {
      id
      title
    }
  }
`)

export const CardJobQuery = graphql(`
  query CardJob($id: ID!) {
    generationJob(id: $id) {
      id
      ...CardJob @unmask
      drafts {
        id
      }
    }
  }
`)

/** The new versions that a job has made so far, whole: they stand far from the drafts that they replace. */
export const JobVersionsQuery = graphql(`
  query JobVersions($id: ID!) {
    generationJob(id: $id) {
      id
      drafts {
        id
        ...Draft @unmask
      }
    }
  }
`)

/** Asks for drafts; the goal knows of the job at once. */
export const GenerateFlashcards = graphql(`
  mutation GenerateFlashcards($input: GenerateFlashcardsInput!) {
    generateFlashcards(input: $input) {
      job {
        id
        ...CardJob @unmask
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

export const RefineDrafts = graphql(`
  mutation RefineDrafts($ids: [ID!]!, $feedback: String!) {
    refineDrafts(input: { draftIds: $ids, feedback: $feedback }) {
      job {
        id
        ...CardJob @unmask
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

/** How many drafts wait below a node, and what is being made for its goal. */
export const WaitingDraftsQuery = graphql(`
  query WaitingDrafts($nodeId: ID!, $goalId: ID!) {
    skillNode(id: $nodeId) {
      id
      subtreeDraftCount
    }
    goal(id: $goalId) {
      id
      latestJob {
        id
        ...CardJob @unmask
      }
    }
  }
`)
