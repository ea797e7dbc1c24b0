import { useQuery } from '@apollo/client/react'
import { Skeleton, Text, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { ErrorState } from '../../components/ErrorState.tsx'
import { pluralize } from '../../lib/formatTime.ts'
import { countTopics } from '../../lib/topics.ts'
import { CuratedGalleryQuery } from './curatedQueries.ts'
import classes from './NewGoal.module.css'

/** The trees shipped with the product that fit what has been typed; all of them before anything is. */
export function CuratedGallery({ topic }: { topic: string }) {
  const [matching] = useDebouncedValue(topic.trim(), 200)
  const { data, previousData, error, refetch } = useQuery(CuratedGalleryQuery, {
    variables: { matching: matching || undefined },
  })
  const trees = (data ?? previousData)?.curatedTrees
  if (error && !trees) return <ErrorState error={error} onRetry={() => refetch()} />
  return (
    <section aria-labelledby="curated-title" className={classes.section}>
      <Title order={2} size="h3" id="curated-title" className={classes.sectionTitle}>
        {matching ? 'Ready trees that fit' : 'Ready trees, with cards'}
      </Title>
      <div aria-live="polite">
        {!trees && <Skeleton height={84} />}
        {trees?.length === 0 && (
          <Text c="dimmed">
            There is no ready tree for “{matching}” yet. Choose another way to start below.
          </Text>
        )}
        <ul className={classes.gallery}>
          {trees?.map(tree => (
            <li key={tree.slug}>
              <Link to="/goals/new" search={{ curated: tree.slug }} className={classes.card}>
                <strong>{tree.title}</strong>
                <Text component="span" size="xs" c="dimmed" lineClamp={2}>
                  {tree.description}
                </Text>
                <Text component="span" size="xs" className={`tabular ${classes.size}`}>
                  {pluralize(countTopics(tree.outline), 'topic')}, {pluralize(tree.cardCount, 'card')}
                </Text>
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
