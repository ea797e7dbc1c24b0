import { graphql } from '../../gql/index.ts'

export const NodePanelQuery = graphql(`
  query NodePanel($id: ID!) {
    skillNode(id: $id) {
      id
      ...NodeHeader
      ...NodeNotes
    }
  }
`)

/** A node's own page: the same panel, and the tree around it for the path and for moving cards. */
export const NodePageQuery = graphql(`
  query NodePage($id: ID!) {
    skillNode(id: $id) {
      id
      title
      tree {
        id
        ...SkillTreeOutline
      }
    }
  }
`)
