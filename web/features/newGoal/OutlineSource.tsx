import { useQuery } from '@apollo/client/react'
import { Text, TextInput, Title } from '@mantine/core'
import { useDebouncedValue, useSessionStorage } from '@mantine/hooks'
import { useMemo, useRef, useState } from 'react'
import { describeError } from '../../apollo/describeError.ts'
import { graphql } from '../../gql/index.ts'
import { pluralize } from '../../lib/formatTime.ts'
import { countTopics } from '../../lib/topics.ts'
import { CreateBar } from './CreateBar.tsx'
import classes from './NewGoal.module.css'
import { OutlineEditor, type OutlineEditorHandle } from './OutlineEditor.tsx'
import { PreviewTree } from './PreviewTree.tsx'
import { countEnabledTopics, describeTopics, keepKnownPaths, withoutRoot } from './previewTree.ts'
import { useCreateGoal } from './useCreateGoal.tsx'

export const PreviewOutlineQuery = graphql(`
  query PreviewOutline($text: String!) {
    previewOutline(text: $text) {
      title
      nodes {
        path
        title
        depth
        description
        line
      }
      problems {
        line
        message
      }
    }
  }
`)

interface OutlineSourceProps {
  title: string
  onTitle: (title: string) => void
}

export function OutlineSource({ title, onTitle }: OutlineSourceProps) {
  const [text, setText] = useSessionStorage({ key: 'memoryloop-outline', defaultValue: '' })
  const [settledText] = useDebouncedValue(text, 250)
  const [disabled, setDisabled] = useState<ReadonlySet<string>>(new Set())
  const [problem, setProblem] = useState<unknown>()
  const editor = useRef<OutlineEditorHandle>(null)
  const { createGoal, isCreating } = useCreateGoal()
  const isEmpty = settledText.trim() === ''
  const { data, previousData, error } = useQuery(PreviewOutlineQuery, {
    variables: { text: settledText },
    skip: isEmpty,
    fetchPolicy: 'no-cache',
  })
  const preview = isEmpty ? undefined : (data ?? previousData)?.previewOutline
  const problems = preview?.problems ?? []
  const problemLines = useMemo(() => new Set(problems.map(({ line }) => line)), [problems])
  const nodes = withoutRoot(preview?.nodes ?? [])
  const enabledCount = countEnabledTopics(nodes, disabled)
  const goalTitle = title.trim() || (preview?.title ?? '')
  const isSettled = text === settledText && data !== undefined

  const create = async () => {
    setProblem(undefined)
    try {
      await createGoal({
        title: goalTitle,
        source: { outline: { text, disabledPaths: keepKnownPaths(disabled, nodes) } },
      })
      setText('')
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <>
      <TextInput
        label="Title"
        size="md"
        mb="md"
        value={title}
        maxLength={200}
        placeholder={preview?.title ?? 'What the outline is about'}
        onChange={event => onTitle(event.currentTarget.value)}
      />
      <div className={classes.columns}>
        <div>
          <OutlineEditor
            ref={editor}
            value={text}
            onChange={setText}
            problemLines={problemLines}
            describedBy="outline-help outline-problems"
          />
          <Text id="outline-help" size="xs" c="dimmed" mt="xs">
            Headings, lists or indented lines; three levels below the goal.
          </Text>
        </div>
        <section aria-label="Preview" className={classes.preview}>
          <div id="outline-problems" aria-live="polite">
            {problems.length > 0 && (
              <ul className={classes.problems}>
                {problems.map(({ line, message }) => (
                  <li key={`${line} ${message}`}>
                    <button type="button" onClick={() => editor.current?.goToLine(line)}>
                      <span className="tabular">Line {line}</span> {message}
                    </button>
                  </li>
                ))}
              </ul>
            )}
            {error && !isEmpty && <Text c="var(--danger)">{describeError(error).message}</Text>}
          </div>
          {nodes.length > 0 ? (
            <PreviewTree nodes={nodes} disabled={disabled} onChange={setDisabled} />
          ) : (
            <div className={classes.previewEmpty}>
              <Title order={2} size="h3">
                The tree appears here
              </Title>
              <Text c="dimmed">A syllabus, a table of contents or an exam’s topics make a good outline.</Text>
            </div>
          )}
        </section>
      </div>
      <CreateBar
        sum={describeSum(enabledCount, countTopics(nodes), problems.length)}
        canCreate={isSettled && problems.length === 0 && enabledCount > 0 && goalTitle !== ''}
        isCreating={isCreating}
        error={problem}
        onCreate={create}
      />
    </>
  )
}

function describeSum(enabledCount: number, topicCount: number, problemCount: number): string {
  if (problemCount > 0) return `${pluralize(problemCount, 'problem')} to solve first`
  if (topicCount === 0) return 'No topics yet'
  return describeTopics(enabledCount, topicCount)
}
