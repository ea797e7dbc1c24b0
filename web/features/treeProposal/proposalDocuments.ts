import { graphql } from '../../gql/index.ts'

/** Another tree for a goal, and the one it would take the place of. */
export const TreeProposalQuery = graphql(`
  query TreeProposal($jobId: ID!) {
    generationJob(id: $jobId) {
      id
      ...GenerationJobState @unmask
      goal {
        id
        title
        skillTree {
          id
          ...SkillTreeOutline @unmask
        }
      }
      treeProposal {
        nodes {
          path
          title
          depth
        }
        moves {
          kind
          from {
            id
            notes
          }
          toPath
          cardCount
        }
      }
    }
  }
`)

export const ApplyTreeProposal = graphql(`
  mutation ApplyTreeProposal($jobId: ID!) {
    applyTreeProposal(jobId: $jobId) {
      skillTree {
        id
        ...SkillTreeOutline
      }
    }
  }
`)
