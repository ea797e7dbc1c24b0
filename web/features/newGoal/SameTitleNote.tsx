import { useQuery } from '@apollo/client/react'
import { Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { graphql } from '../../gql/index.ts'

export const SameTitleQuery = graphql(`
  query SameTitle($title: String!) {
    viewer {
      id
      goals(search: $title, orderBy: TITLE, first: 20) {
        edges {
          cursor
          node {
            id
            title
          }
        }
      }
    }
  }
`)

/** Long enough not to ask for each key. */
const pauseMs = 400

/** Says quietly, before a goal is created, that there is one of this title; nothing forbids a second. */
export function SameTitleNote({ title }: { title: string }) {
  const [wanted] = useDebouncedValue(title.trim(), pauseMs)
  const { data } = useQuery(SameTitleQuery, { variables: { title: wanted }, skip: wanted === '' })
  const isSame = (other: string) => other.toLowerCase() === wanted.toLowerCase()
  const same = data?.viewer?.goals.edges.find(({ node }) => isSame(node.title))?.node
  return (
    <Text size="sm" c="dimmed" mt={6} role="status">
      {same && wanted === title.trim() && (
        <>
          You have a goal of this name already:{' '}
          <Link to="/goals/$goalId" params={{ goalId: same.id }}>
            open “{same.title}”
          </Link>
        </>
      )}
    </Text>
  )
}
