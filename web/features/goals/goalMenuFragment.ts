import { graphql } from '../../gql/index.ts'

export const GoalMenuFragmentDoc = graphql(`
  fragment GoalMenu on Goal {
    id
    title
    status
    cardCount
  }
`)
