import { graphql } from '../../gql/index.ts'

export const ServerInfoQuery = graphql(`
  query ServerInfo {
    serverInfo {
      aiConfigured
    }
  }
`)
