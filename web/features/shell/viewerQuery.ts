import { graphql } from '../../gql/index.ts'

/** Who is here. It is asked for once and read from the cache afterwards. */
export const ViewerQuery = graphql(`
  query Viewer {
    viewer {
      id
      email
      name
      isGuest
      settings {
        timeZone
      }
    }
  }
`)
