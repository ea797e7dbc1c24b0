import { useQuery } from '@apollo/client/react'
import { Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ButtonLink } from '../../components/ButtonLink.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorState } from '../../components/ErrorState.tsx'
import { RowsSkeleton } from '../../components/RowsSkeleton.tsx'
import { pluralize } from '../../lib/formatTime.ts'
import { countTopics } from '../../lib/topics.ts'
import { CreateBar } from './CreateBar.tsx'
import { CuratedTreeQuery } from './curatedQueries.ts'
import { PreviewTree } from './PreviewTree.tsx'
import { countEnabledTopics, describeTopics, keepKnownPaths, withoutRoot } from './previewTree.ts'
import { useCreateGoal } from './useCreateGoal.tsx'

interface CuratedSourceProps {
  slug: string
  title: string
  onTitle: (title: string) => void
}

export function CuratedSource({ slug, title, onTitle }: CuratedSourceProps) {
  const { data, error, refetch } = useQuery(CuratedTreeQuery, { variables: { slug } })
  const [disabled, setDisabled] = useState<ReadonlySet<string>>(new Set())
  const { createGoal, isCreating } = useCreateGoal()
  const [problem, setProblem] = useState<unknown>()
  const tree = data?.curatedTree
  if (!data) {
    return error ? (
      <ErrorState error={error} onRetry={() => refetch()} />
    ) : (
      <RowsSkeleton rows={8} height={40} />
    )
  }
  if (!tree) {
    return (
      <EmptyState
        title={`There is no ready tree “${slug}”`}
        action={<ButtonLink to="/goals/new">Back</ButtonLink>}
      />
    )
  }
  const nodes = withoutRoot(tree.outline)
  const topicCount = countTopics(nodes)
  const enabledCount = countEnabledTopics(nodes, disabled)
  const create = async () => {
    setProblem(undefined)
    await createGoal({
      title: title.trim() || tree.title,
      source: { curated: { slug, disabledPaths: keepKnownPaths(disabled, nodes) } },
    }).catch(setProblem)
  }
  return (
    <>
      <TextInput
        label="Title"
        size="md"
        mb="sm"
        placeholder={tree.title}
        value={title}
        maxLength={200}
        onChange={event => onTitle(event.currentTarget.value)}
      />
      <Text c="dimmed" mb="md">
        {tree.description}
      </Text>
      <PreviewTree nodes={nodes} disabled={disabled} onChange={setDisabled} />
      {tree.attribution && (
        <Text size="xs" c="dimmed" mt="md">
          {tree.attribution}
        </Text>
      )}
      <CreateBar
        sum={describeSum(enabledCount, topicCount, tree.cardCount)}
        canCreate={enabledCount > 0}
        isCreating={isCreating}
        error={problem}
        onCreate={create}
      />
    </>
  )
}

/** How many of the cards belong to what is left is known to the server alone. */
function describeSum(enabledCount: number, topicCount: number, cardCount: number): string {
  const topics = describeTopics(enabledCount, topicCount)
  return enabledCount === topicCount ? `${topics}, ${pluralize(cardCount, 'card')}` : topics
}
