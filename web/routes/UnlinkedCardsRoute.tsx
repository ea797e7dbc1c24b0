import { Text } from '@mantine/core'
import { IconUnlink } from '@tabler/icons-react'
import { ButtonLink } from '../components/ButtonLink.tsx'
import { EmptyState } from '../components/EmptyState.tsx'
import { Page } from '../components/Page.tsx'
import { CardList } from '../features/cards/CardList.tsx'

export function UnlinkedCardsRoute() {
  return (
    <Page title="Unlinked cards">
      <Text c="dimmed" mb="md">
        Cards whose topic was deleted. They keep what you have learned of them, and are studied again once
        they have a topic.
      </Text>
      <CardList
        filter={{ isUnlinked: true }}
        moveLabel="Link to a topic…"
        empty={
          <EmptyState
            icon={<IconUnlink size={24} stroke={1.75} />}
            title="Every card has its topic"
            action={
              <ButtonLink to="/goals" variant="default">
                All goals
              </ButtonLink>
            }
          >
            When you delete a topic and keep its cards, they wait here.
          </EmptyState>
        }
      />
    </Page>
  )
}
