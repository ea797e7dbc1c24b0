import { graphql } from '../../gql/index.ts'

export const CuratedGalleryQuery = graphql(`
  query CuratedGallery($matching: String) {
    curatedTrees(matching: $matching) {
      slug
      title
      description
      cardCount
      outline {
        path
        depth
      }
    }
  }
`)

export const CuratedTreeQuery = graphql(`
  query CuratedTree($slug: String!) {
    curatedTree(slug: $slug) {
      slug
      title
      description
      attribution
      cardCount
      outline {
        path
        title
        depth
        description
      }
    }
  }
`)
