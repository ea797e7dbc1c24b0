import { Alert, Button, Checkbox, Group, Kbd } from '@mantine/core'
import { IconCards, IconListCheck, IconSitemap } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, type Ref, useEffect, useRef } from 'react'
import type { DraftFragment } from '../../gql/graphql.ts'
import { CardForm } from '../cards/CardForm.tsx'
import { toPlainText } from '../cards/plainText.ts'
import { CardFace } from './CardFace.tsx'
import { DraftComparison } from './DraftComparison.tsx'
import classes from './DraftItem.module.css'
import { isOpenDraft } from './draftVersions.ts'
import { SimilarCards } from './SimilarCards.tsx'

interface DraftItemProps {
  draft: DraftFragment
  goalId: string
  /** The titles on the way to its node. */
  place: readonly string[]
  /** What the server said no with. */
  error: string | undefined
  isCurrent: boolean
  isChosen: boolean
  isEditing: boolean
  articleRef: Ref<HTMLElement>
  onFocus: () => void
  onChoose: (isChosen: boolean) => void
  onApprove: () => void
  /** Of two versions: the new one. */
  onDiscard: () => void
  onUseNew: () => void
  onEdit: () => void
  onEditEnd: (isSaved: boolean) => void
}

const typeLabels = { FLASHCARD: 'Flashcard', MULTIPLE_CHOICE: 'Choice', SCENARIO: 'Scenario' } as const
const typeIcons = {
  FLASHCARD: <IconCards size={14} aria-hidden />,
  MULTIPLE_CHOICE: <IconListCheck size={14} aria-hidden />,
  SCENARIO: <IconSitemap size={14} aria-hidden />,
}

/** One draft: where it belongs, what it says, what it resembles or replaces, and the decision. */
export function DraftItem({ draft, ...props }: DraftItemProps) {
  const questionId = `draft-${draft.id}`
  const question = toPlainText(draft.question)
  const old = draft.replaces && isOpenDraft(draft.replaces) ? draft.replaces : null
  const similar = draft.similarTo.filter(card => !card.deletedAt)
  return (
    <article
      ref={props.articleRef}
      className={classes.draft}
      tabIndex={-1}
      aria-labelledby={props.isEditing ? undefined : questionId}
      aria-label={props.isEditing ? `Editing: ${question}` : undefined}
      data-current={props.isCurrent || undefined}
      onFocus={props.onFocus}
    >
      <header className={classes.header}>
        <Checkbox
          className={classes.choose}
          checked={props.isChosen}
          aria-label={`Choose for feedback: ${question}`}
          onChange={event => props.onChoose(event.currentTarget.checked)}
        />
        {draft.skillNode && (
          <Link
            to="/goals/$goalId/nodes/$nodeId"
            params={{ goalId: props.goalId, nodeId: draft.skillNode.id }}
            className={classes.place}
            dir="auto"
          >
            {props.place.join(' / ')}
          </Link>
        )}
        <span className={classes.type}>
          {typeIcons[draft.cardType]}
          {typeLabels[draft.cardType]}
        </span>
      </header>
      {props.isEditing ? (
        <DraftEditor draft={draft} onEnd={props.onEditEnd} />
      ) : (
        <>
          {old ? (
            <DraftComparison
              before={old}
              after={draft}
              questionId={questionId}
              onKeepOld={props.onDiscard}
              onUseNew={props.onUseNew}
            />
          ) : (
            <CardFace card={draft} questionId={questionId} />
          )}
          <SimilarCards cards={similar} />
          {props.error && (
            <Alert color="red" variant="light" role="alert" title="Nothing was changed">
              {props.error}
            </Alert>
          )}
          <Group gap={8} className={classes.actions} role="group" aria-label={`Decide on: ${question}`}>
            <Button variant="light" onClick={props.onApprove} rightSection={<Key name="A" />}>
              {old ? 'Approve the new one' : 'Approve'}
            </Button>
            <Button variant="default" onClick={props.onEdit} rightSection={<Key name="E" />}>
              Edit
            </Button>
            {!old && (
              <Button variant="subtle" color="gray" onClick={props.onDiscard} rightSection={<Key name="X" />}>
                Discard
              </Button>
            )}
          </Group>
        </>
      )}
    </article>
  )
}

/** Beside its button where there is a keyboard to press it on. */
function Key({ name }: { name: string }) {
  return (
    <Kbd className={classes.key} size="xs" aria-hidden>
      {name}
    </Kbd>
  )
}

interface DraftEditorProps {
  draft: DraftFragment
  onEnd: (isSaved: boolean) => void
}

function DraftEditor({ draft, onEnd }: DraftEditorProps) {
  const editor = useRef<HTMLDivElement>(null)
  const isSaved = useRef(false)
  useEffect(() => editor.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), [])
  const cancelByKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) onEnd(false)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves whatever field has the focus
    <div ref={editor} onKeyDown={cancelByKey}>
      <CardForm
        card={draft}
        onSaved={() => {
          isSaved.current = true
        }}
        onClose={() => onEnd(isSaved.current)}
      />
    </div>
  )
}
