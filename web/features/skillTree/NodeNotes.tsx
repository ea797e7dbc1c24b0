import type { FragmentType } from '@apollo/client'
import { useMutation } from '@apollo/client/react'
import { Alert, Button, Group, Spoiler, Stack, Text, Textarea, Title } from '@mantine/core'
import { IconNotes, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { describeError, issuesByField } from '../../apollo/describeError.ts'
import { useFragmentData } from '../../apollo/useFragmentData.ts'
import { Markdown } from '../../components/Markdown.tsx'
import type { NodeNotesFragment } from '../../gql/graphql.ts'
import { graphql } from '../../gql/index.ts'
import { MarkdownField } from '../cards/MarkdownField.tsx'
import classes from './NodePanel.module.css'
import { DescribeSkillNode } from './treeDocuments.ts'

export const NodeNotesFragmentDoc = graphql(`
  fragment NodeNotes on SkillNode {
    id
    description
    notes
  }
`)

interface NodeNotesProps {
  node: FragmentType<NodeNotesFragment>
  headingOrder: 2 | 3
}

/** What the node is about, and what to understand before being tested on it. */
export function NodeNotes({ node: masked, headingOrder }: NodeNotesProps) {
  const node = useFragmentData(NodeNotesFragmentDoc, masked)
  const [isEditing, setIsEditing] = useState(false)
  const [isExpanded, setIsExpanded] = useState(false)
  if (isEditing) return <NotesEditor node={node} onClose={() => setIsEditing(false)} />
  if (!node.description && !node.notes) {
    return (
      <Button
        className={classes.addNotes}
        variant="subtle"
        size="compact-sm"
        leftSection={<IconNotes size={16} aria-hidden />}
        onClick={() => setIsEditing(true)}
      >
        Add a description or notes
      </Button>
    )
  }
  return (
    <section className={classes.notes} aria-labelledby={`notes-${node.id}`}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Title order={headingOrder} id={`notes-${node.id}`} className={classes.sectionTitle}>
          {node.notes ? 'Notes' : 'About'}
        </Title>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconPencil size={14} aria-hidden />}
          onClick={() => setIsEditing(true)}
        >
          Edit
        </Button>
      </Group>
      {node.description && (
        <Text c="dimmed" mb={node.notes ? 'xs' : 0} dir="auto">
          {node.description}
        </Text>
      )}
      {node.notes && (
        <Spoiler
          maxHeight={180}
          showLabel="Show all"
          hideLabel="Show less"
          expanded={isExpanded}
          onExpandedChange={setIsExpanded}
          classNames={{ root: classes.spoiler, content: isExpanded ? undefined : classes.cut }}
        >
          <Markdown text={node.notes} />
        </Spoiler>
      )}
    </section>
  )
}

function NotesEditor({ node, onClose }: { node: NodeNotesFragment; onClose: () => void }) {
  const [description, setDescription] = useState(node.description ?? '')
  const [notes, setNotes] = useState(node.notes ?? '')
  const [describe, { loading, error }] = useMutation(DescribeSkillNode)
  const issues = error ? issuesByField(error) : {}
  const isUnplaced = error && !issues.description && !issues.notes

  const save = async () => {
    const input = { id: node.id, description: description.trim() || null, notes: notes.trim() || null }
    const result = await describe({ variables: { input } }).catch(() => null)
    if (result?.data) onClose()
  }

  return (
    <Stack
      component="form"
      className={classes.notes}
      gap="sm"
      onSubmit={event => {
        event.preventDefault()
        save()
      }}
    >
      <Textarea
        label="Description"
        value={description}
        error={issues.description}
        autosize
        minRows={1}
        onChange={event => setDescription(event.currentTarget.value)}
        data-autofocus
      />
      <MarkdownField
        label="Notes"
        description="What to understand before being tested. Markdown; a new card can show it first."
        value={notes}
        error={issues.notes}
        minRows={6}
        onChange={setNotes}
        onSubmit={save}
      />
      {isUnplaced && (
        <Alert color="red" role="alert">
          {describeError(error).message}
        </Alert>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={loading}>
          Save
        </Button>
      </Group>
    </Stack>
  )
}
