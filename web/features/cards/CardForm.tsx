import { useMutation } from '@apollo/client/react'
import { Alert, Button, Group, SegmentedControl, Stack, TagsInput, Text, TextInput } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { describeError } from '../../apollo/describeError.ts'
import { showToast } from '../../components/toasts.tsx'
import type { CardType } from '../../gql/graphql.ts'
import { printKeys } from '../../lib/shortcuts.ts'
import { CreateCard, UpdateCard } from './cardDocuments.ts'
import {
  type CardContent,
  type CardValues,
  emptyCard,
  nextCard,
  placeIssues,
  toCardInput,
  toValues,
} from './cardForm.ts'
import { addCardToLists } from './cardLists.ts'
import { DistractorFields } from './DistractorFields.tsx'
import { MarkdownField } from './MarkdownField.tsx'
import { ScenarioFields } from './ScenarioFields.tsx'

interface CardFormProps {
  /** The card to change; without it a new one is written for `nodeId`. */
  card?: CardContent
  nodeId?: string
  onClose: () => void
  onSaved?: () => void
}

const types: Array<{ value: CardType; label: string }> = [
  { value: 'FLASHCARD', label: 'Flashcard' },
  { value: 'MULTIPLE_CHOICE', label: 'Choice' },
  { value: 'SCENARIO', label: 'Scenario' },
]

const typeHints: Record<CardType, string> = {
  FLASHCARD: 'A question and the answer to recall.',
  MULTIPLE_CHOICE: 'The answer among three wrong ones that could be right.',
  SCENARIO: 'A situation, a question about it, and options of which one is right.',
}

/** Everything a card holds, to be written or changed. What the server refuses stands at its field. */
export function CardForm({ card, nodeId, onClose, onSaved }: CardFormProps) {
  const [values, setValues] = useState<CardValues>(() => (card ? toValues(card) : emptyCard()))
  const [create, creating] = useMutation(CreateCard)
  const [update, updating] = useMutation(UpdateCard)
  const [error, setError] = useState<unknown>()
  const question = useRef<HTMLTextAreaElement>(null)
  const isSaving = creating.loading || updating.loading
  const change = (changed: Partial<CardValues>) => setValues(current => ({ ...current, ...changed }))

  const description = error === undefined ? undefined : describeError(error)
  const { byField, rest } = placeIssues(description?.issues ?? [])
  const unplaced = description && (description.issues.length === 0 ? [description.message] : rest)

  const save = async (): Promise<boolean> => {
    if (isSaving) return false
    const content = toCardInput(values)
    try {
      if (card) await update({ variables: { input: { id: card.id, ...content } } })
      else
        await create({
          variables: { input: { skillNodeId: nodeId!, ...content } },
          update: (cache, { data }) => {
            if (data) addCardToLists(cache, data.createFlashcard.flashcard.id, nodeId!)
          },
        })
      setError(undefined)
      onSaved?.()
      return true
    } catch (refused) {
      setError(refused)
      return false
    }
  }
  const saveAndClose = async () => {
    if (await save()) onClose()
  }
  const saveAndAdd = async () => {
    if (!(await save())) return
    showToast('The card was added.')
    setValues(nextCard(values))
    question.current?.focus()
  }

  const field = (name: 'question' | 'answer' | 'explanation') => ({
    value: values[name],
    error: byField[name],
    onChange: (text: string) => change({ [name]: text }),
    onSubmit: saveAndClose,
  })

  return (
    <form
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        saveAndClose()
      }}
      onKeyDown={event => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        saveAndClose()
      }}
    >
      <Stack gap="md">
        <div>
          <SegmentedControl
            fullWidth
            aria-label="Type of card"
            data={types}
            value={values.cardType}
            onChange={cardType => change({ cardType: cardType as CardType })}
          />
          <Text size="xs" c="dimmed" mt={6}>
            {typeHints[values.cardType]}
          </Text>
        </div>
        {values.cardType === 'SCENARIO' && (
          <MarkdownField
            label="Situation"
            value={values.context}
            error={byField['scenario.context']}
            onChange={context => change({ context })}
            onSubmit={saveAndClose}
            isRequired
          />
        )}
        <MarkdownField ref={question} label="Question" isRequired shouldFocus {...field('question')} />
        <MarkdownField label="Answer" isRequired {...field('answer')} />
        {values.cardType === 'MULTIPLE_CHOICE' && (
          <DistractorFields
            values={values.distractors}
            errors={byField}
            onChange={distractors => change({ distractors })}
          />
        )}
        {values.cardType === 'SCENARIO' && (
          <ScenarioFields
            options={values.options}
            errors={byField}
            onChange={options => change({ options })}
          />
        )}
        <MarkdownField
          label="Explanation"
          description="Shown after the answer: why it is so."
          minRows={1}
          {...field('explanation')}
        />
        <TagsInput
          label="Tags"
          value={values.tags}
          error={byField.tags}
          onChange={tags => change({ tags })}
          splitChars={[',']}
          clearable={false}
        />
        <TextInput
          label="Source"
          type="url"
          placeholder="https://"
          value={values.sourceUrl}
          error={byField.sourceUrl}
          onChange={event => change({ sourceUrl: event.currentTarget.value })}
        />
        {unplaced && unplaced.length > 0 && (
          <Alert color="red" role="alert" title="The card was not saved">
            {unplaced.join(' ')} What you wrote is still here.
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          {!card && (
            <Button variant="default" onClick={saveAndAdd} disabled={isSaving}>
              Save and add another
            </Button>
          )}
          <Button type="submit" loading={isSaving} title={printKeys('Mod+Enter').join(' + ')}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
