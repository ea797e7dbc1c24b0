import { graphql } from '../../gql/index.ts'

/** What a card says: everything its editor can change. */
export const CardContentFragmentDoc = graphql(`
  fragment CardContent on Flashcard {
    id
    question
    answer
    explanation
    cardType
    distractors
    scenario {
      context
      options {
        text
        isCorrect
        explanation
      }
    }
    tags
    sourceUrl
  }
`)

/** A card in a list. */
export const CardRowFragmentDoc = graphql(`
  fragment CardRow on Flashcard {
    id
    question
    answer
    cardType
    tags
    state
    due
    isSuspended
    isLeech
    isMastered
    lapses
    skillNode {
      id
      title
    }
    ...CardContent
  }
`)

export const CardsQuery = graphql(`
  query Cards($filter: FlashcardFilter!, $after: String) {
    viewer {
      id
      flashcards(filter: $filter, first: 20, after: $after) {
        totalCount
        edges {
          cursor
          node {
            id
            ...CardRow
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`)

export const CreateCard = graphql(`
  mutation CreateCard($input: CreateFlashcardInput!) {
    createFlashcard(input: $input) {
      flashcard {
        id
        ...CardRow
        skillNode {
          id
          tree {
            id
            ...SkillTreeOutline
          }
        }
      }
    }
  }
`)

export const UpdateCard = graphql(`
  mutation UpdateCard($input: UpdateFlashcardInput!) {
    updateFlashcard(input: $input) {
      flashcard {
        id
        updatedAt
        ...CardContent
      }
    }
  }
`)

/** The tree comes with one card only: with many it would come as many times. */
export const SuspendCards = graphql(`
  mutation SuspendCards($ids: [ID!]!, $isSuspended: Boolean!, $isOne: Boolean!) {
    setFlashcardsSuspended(ids: $ids, isSuspended: $isSuspended) {
      flashcards {
        id
        isSuspended
        skillNode {
          id
          tree @include(if: $isOne) {
            id
            ...SkillTreeOutline
          }
        }
      }
    }
  }
`)

export const MoveCards = graphql(`
  mutation MoveCards($ids: [ID!]!, $skillNodeId: ID!, $isOne: Boolean!) {
    moveFlashcards(ids: $ids, skillNodeId: $skillNodeId) {
      flashcards {
        id
        skillNode {
          id
          title
          tree @include(if: $isOne) {
            id
            ...SkillTreeOutline
          }
        }
      }
    }
  }
`)

/** After many cards changed at once: the tree they stand in, once. */
export const TreeOfNode = graphql(`
  query TreeOfNode($id: ID!) {
    skillNode(id: $id) {
      id
      tree {
        id
        ...SkillTreeOutline
      }
    }
  }
`)

export const DeleteCards = graphql(`
  mutation DeleteCards($ids: [ID!]!) {
    deleteFlashcards(ids: $ids) {
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

/** What an import would do, without doing it. */
export const CheckImport = graphql(`
  mutation CheckImport($skillNodeId: ID!, $text: String!, $format: ImportFormat!) {
    importFlashcards(input: { skillNodeId: $skillNodeId, text: $text, format: $format, dryRun: true }) {
      imported
      skipped
      problems {
        line
        message
      }
    }
  }
`)

export const ImportCards = graphql(`
  mutation ImportCards($skillNodeId: ID!, $text: String!, $format: ImportFormat!) {
    importFlashcards(input: { skillNodeId: $skillNodeId, text: $text, format: $format }) {
      imported
      skipped
      problems {
        line
        message
      }
      skillTree {
        id
        ...SkillTreeOutline
      }
    }
  }
`)

/** The goals a card can go to, and the topics of one of them. */
export const PickerGoals = graphql(`
  query PickerGoals {
    viewer {
      id
      goals(first: 100, orderBy: UPDATED) {
        edges {
          cursor
          node {
            id
            title
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`)

export const PickerTree = graphql(`
  query PickerTree($goalId: ID!) {
    goal(id: $goalId) {
      id
      title
      skillTree {
        id
        nodes {
          id
          title
          path
          depth
        }
      }
    }
  }
`)
