import { useQuery } from '@apollo/client/react'
import { Alert, Button, FileButton, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks'
import { IconFileText } from '@tabler/icons-react'
import { useState } from 'react'
import { describeError } from '../../apollo/describeError.ts'
import { showErrorToast, showToast } from '../../components/toasts.tsx'
import type { PreviewAddedOutlineQuery } from '../../gql/graphql.ts'
import { pluralize } from '../../lib/formatTime.ts'
import classes from './AddOutlineDialog.module.css'
import type { TreeNode } from './treeActions.ts'
import { PreviewAddedOutline } from './treeDocuments.ts'

interface AddOutlineDialogProps {
  parent: TreeNode
  /** Rejects with what the server refuses. */
  onAdd: (text: string) => Promise<unknown>
  onClose: () => void
}

const example = `Storage
  Volumes
  Storage classes
Networking`

/** Pasted or uploaded text becomes a branch; what it will be, and where it is wrong, is shown first. */
export function AddOutlineDialog({ parent, onAdd, onClose }: AddOutlineDialogProps) {
  const [text, setText] = useState('')
  const [settled] = useDebouncedValue(text, 250)
  const [refusal, setRefusal] = useState<string>()
  const [isSaving, setIsSaving] = useState(false)
  const isPhone = useMediaQuery('(max-width: 48em)')
  const isEmpty = settled.trim() === ''
  const { data, previousData, error, loading } = useQuery(PreviewAddedOutline, {
    variables: { text: settled },
    skip: isEmpty,
    fetchPolicy: 'no-cache',
  })
  const preview = isEmpty ? undefined : (data ?? previousData)?.previewOutline
  const nodes = preview ? listAdded(preview) : []
  const problems = preview?.problems ?? []
  const canAdd = nodes.length > 0 && problems.length === 0 && settled === text && !loading && !error

  const add = async () => {
    setIsSaving(true)
    setRefusal(undefined)
    try {
      await onAdd(text)
      showToast(`${pluralize(nodes.length, 'topic')} added under “${parent.title}”.`)
      onClose()
    } catch (refused) {
      setRefusal(describeError(refused).message)
    } finally {
      setIsSaving(false)
    }
  }

  const readFile = async (file: File | null) => {
    if (!file) return
    try {
      setText(await file.text())
    } catch (unreadable) {
      showErrorToast(unreadable, `${file.name} could not be read`)
    }
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={`Add an outline under “${parent.title}”`}
      size="xl"
      fullScreen={isPhone}
    >
      <div className={classes.columns}>
        <Stack gap="xs">
          <Textarea
            label="Outline"
            description="Headings and lists in Markdown, or lines indented by what they belong to."
            placeholder={example}
            value={text}
            onChange={event => setText(event.currentTarget.value)}
            rows={14}
            classNames={{ input: classes.text }}
            data-autofocus
          />
          <FileButton onChange={readFile} accept=".md,.txt,.markdown,text/plain,text/markdown">
            {props => (
              <Button
                {...props}
                variant="default"
                leftSection={<IconFileText size={16} aria-hidden />}
                style={{ alignSelf: 'start' }}
              >
                Choose a file
              </Button>
            )}
          </FileButton>
        </Stack>
        <section className={classes.preview} aria-label="Preview" aria-live="polite" aria-busy={loading}>
          {problems.length > 0 && (
            <Alert color="orange" title={`${pluralize(problems.length, 'line')} to look at`} mb="sm">
              <ul className={classes.problems}>
                {problems.slice(0, 20).map(problem => (
                  <li key={`${problem.line}-${problem.message}`}>
                    <strong className="tabular">Line {problem.line}</strong> {problem.message}
                  </li>
                ))}
              </ul>
            </Alert>
          )}
          {error && <Alert color="orange">{describeError(error).message}</Alert>}
          {nodes.length > 0 ? (
            <ul className={classes.nodes}>
              {nodes.map(node => (
                <li key={node.path} style={{ paddingInlineStart: (node.depth - 1) * 20 }} dir="auto">
                  {node.title}
                </li>
              ))}
            </ul>
          ) : (
            problems.length === 0 && (
              <Text c="dimmed" size="sm">
                What the outline adds is shown here.
              </Text>
            )
          )}
        </section>
      </div>
      {refusal && (
        <Alert color="red" mt="md" role="alert">
          {refusal}
        </Alert>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button onClick={add} disabled={!canAdd} loading={isSaving}>
          {nodes.length > 0 ? `Add ${pluralize(nodes.length, 'topic')}` : 'Add'}
        </Button>
      </Group>
    </Modal>
  )
}

/** A single top entry is the title of a new goal; added to a tree it is a node like the others. */
function listAdded(preview: PreviewAddedOutlineQuery['previewOutline']) {
  const nodes = preview.nodes.map(({ path, title, depth }) => ({ path, title, depth }))
  if (!preview.title) return nodes
  const top = { path: '1', title: preview.title, depth: 1 }
  return [top, ...nodes.map(node => ({ ...node, depth: node.depth + 1 }))]
}
