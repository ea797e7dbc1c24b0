import { graphql } from '../../gql/index.ts'

/**
 * One node as the outline, the panel and the mutations know it. `due` covers its subtree; `isEffectively
 * Enabled` is left to the outline, which works it out from the flags so that a switch answers at once.
 */
export const SkillNodeRowFragmentDoc = graphql(`
  fragment SkillNodeRow on SkillNode {
    id
    title
    path
    depth
    sortOrder
    isEnabled
    masteryPercentage
    cardCount
    subtreeCardCount
    due {
      now
      new
    }
  }
`)

/** A whole tree. Every mutation of a tree returns it, so that the cache is right without asking again. */
export const SkillTreeOutlineFragmentDoc = graphql(`
  fragment SkillTreeOutline on SkillTree {
    id
    nodeCount
    goal {
      id
      title
      masteryPercentage
      cardCount
      due {
        now
        today
        thisWeek
        new
        estimatedSeconds
        nextDueAt
      }
    }
    nodes {
      ...SkillNodeRow @unmask
    }
  }
`)

export const RenameSkillNode = graphql(`
  mutation RenameSkillNode($id: ID!, $title: String!) {
    updateSkillNode(input: { id: $id, title: $title }) {
      skillNode {
        id
        title
        tree {
          id
          goal {
            id
            title
          }
        }
      }
    }
  }
`)

export const DescribeSkillNode = graphql(`
  mutation DescribeSkillNode($input: UpdateSkillNodeInput!) {
    updateSkillNode(input: $input) {
      skillNode {
        id
        description
        notes
      }
    }
  }
`)

export const SwitchSkillNode = graphql(`
  mutation SwitchSkillNode($id: ID!, $isEnabled: Boolean!) {
    setSkillNodesEnabled(ids: [$id], isEnabled: $isEnabled) {
      skillTree {
        id
        ...SkillTreeOutline
      }
    }
  }
`)

export const MoveSkillNode = graphql(`
  mutation MoveSkillNode($id: ID!, $parentId: ID!, $position: Int!) {
    moveSkillNode(input: { id: $id, parentId: $parentId, position: $position }) {
      skillTree {
        id
        ...SkillTreeOutline
      }
    }
  }
`)

export const AddSkillNode = graphql(`
  mutation AddSkillNode($parentId: ID!, $title: String!) {
    addSkillNode(input: { parentId: $parentId, title: $title }) {
      skillNode {
        id
        tree {
          id
          ...SkillTreeOutline
        }
      }
    }
  }
`)

export const AddOutline = graphql(`
  mutation AddOutline($parentId: ID!, $text: String!) {
    addOutline(parentId: $parentId, text: $text) {
      skillTree {
        id
        ...SkillTreeOutline
      }
    }
  }
`)

export const PreviewAddedOutline = graphql(`
  query PreviewAddedOutline($text: String!) {
    previewOutline(text: $text) {
      title
      nodes {
        path
        title
        depth
        line
      }
      problems {
        line
        message
      }
    }
  }
`)

export const DeleteSkillNode = graphql(`
  mutation DeleteSkillNode($id: ID!, $deleteCards: Boolean!) {
    deleteSkillNode(id: $id, deleteCards: $deleteCards) {
      deletion {
        id
        title
        createdAt
        undoableUntil
        unlinkedCardCount
        deletedCardCount
      }
      skillTree {
        id
        ...SkillTreeOutline
      }
    }
  }
`)
