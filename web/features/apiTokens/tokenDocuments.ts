import { graphql } from '../../gql/index.ts'

export const ApiTokenRowFragmentDoc = graphql(`
  fragment ApiTokenRow on ApiToken {
    id
    name
    scope
    prefix
    createdAt
    lastUsedAt
    expiresAt
  }
`)

export const CreateApiToken = graphql(`
  mutation CreateApiToken($input: CreateApiTokenInput!) {
    createApiToken(input: $input) {
      token
      apiToken {
        ...ApiTokenRow
        id
      }
    }
  }
`)

export const RevokeApiToken = graphql(`
  mutation RevokeApiToken($id: ID!) {
    revokeApiToken(id: $id) {
      id
    }
  }
`)
