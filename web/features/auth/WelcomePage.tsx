import { useQuery } from '@apollo/client/react'
import { Anchor, Button, Group, Text, Title } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ButtonLink } from '../../components/ButtonLink.tsx'
import { showErrorToast } from '../../components/toasts.tsx'
import { usePageTitle } from '../../components/usePageTitle.ts'
import { graphql } from '../../gql/index.ts'
import { pluralize } from '../../lib/formatTime.ts'
import { countTopics } from '../../lib/topics.ts'
import { Logo } from '../shell/Logo.tsx'
import { startWithoutAccount } from './authApi.ts'
import { SpacingFigure } from './SpacingFigure.tsx'
import { useSession } from './useSession.ts'
import classes from './WelcomePage.module.css'

const WelcomeTreesQuery = graphql(`
  query WelcomeTrees {
    curatedTrees {
      slug
      title
      cardCount
      outline {
        path
        depth
      }
    }
  }
`)

const steps = [
  {
    title: 'Say what you want to learn',
    text: 'Take a ready tree with its cards, paste an outline, or build your own, topic by topic.',
  },
  {
    title: 'Answer a few cards a day',
    text: 'Each one comes back shortly before you would forget it. Rate how it went; the rest is counted for you.',
  },
  {
    title: 'See what you know',
    text: 'Mastery rises from card to topic to goal. There is no streak to lose and nothing to catch up on.',
  },
]

export function WelcomePage() {
  usePageTitle('Welcome')
  const { data } = useQuery(WelcomeTreesQuery)
  const { enter } = useSession()
  const [busyWith, setBusyWith] = useState<string>()
  const start = async (curated?: string) => {
    setBusyWith(curated ?? 'start')
    try {
      await startWithoutAccount()
      await enter({ isNew: true, curated })
    } catch (error) {
      showErrorToast(error, 'You could not be let in')
      setBusyWith(undefined)
    }
  }
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <Logo />
        <ButtonLink to="/sign-in" variant="default">
          Sign in
        </ButtonLink>
      </header>
      <main id="main" tabIndex={-1} className={classes.main}>
        <section className={classes.hero}>
          <Title order={1} className={classes.claim}>
            Learn it once. Keep&nbsp;it.
          </Title>
          <Text size="lg" c="dimmed" maw={520} mt="sm">
            Memoryloop turns what you want to learn into a tree of topics, gives every topic its cards, and
            shows you each card when it is time.
          </Text>
          <Group gap="md" mt="lg">
            <Button size="lg" onClick={() => start()} loading={busyWith === 'start'}>
              Start without an account
            </Button>
            <Anchor component={Link} to="/sign-up">
              Create an account
            </Anchor>
          </Group>
          <Text size="xs" c="dimmed" mt="sm">
            Nothing to fill in. Add an e-mail later to keep your work.
          </Text>
        </section>
        <SpacingFigure />
        <ol className={classes.steps}>
          {steps.map(step => (
            <li key={step.title}>
              <Title order={2} size="h3">
                {step.title}
              </Title>
              <Text c="dimmed" mt={4}>
                {step.text}
              </Text>
            </li>
          ))}
        </ol>
        {data && data.curatedTrees.length > 0 && (
          <section aria-labelledby="ready-trees">
            <Title order={2} id="ready-trees" mb="sm">
              Ready to study
            </Title>
            <div className={classes.trees}>
              {data.curatedTrees.map(tree => (
                <button
                  key={tree.slug}
                  type="button"
                  className={classes.tree}
                  disabled={busyWith !== undefined}
                  onClick={() => start(tree.slug)}
                >
                  <span>
                    <strong>{tree.title}</strong>
                    <Text component="span" size="xs" c="dimmed" className="tabular">
                      {pluralize(countTopics(tree.outline), 'topic')}, {pluralize(tree.cardCount, 'card')}
                    </Text>
                  </span>
                  <IconChevronRight size={18} stroke={1.75} aria-hidden />
                </button>
              ))}
            </div>
          </section>
        )}
      </main>
    </div>
  )
}
