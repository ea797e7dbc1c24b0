import { Button, Checkbox, Group, NumberInput, Radio, Stack, Text, Textarea } from '@mantine/core'
import type { FormEvent } from 'react'
import type { CardType } from '../../gql/graphql.ts'
import { pluralize } from '../../lib/formatTime.ts'
import { AiRefusal } from '../generation/AiRefusal.tsx'
import { type CardRequest, MAX_COUNT, MAX_WISH } from './cardRequests.ts'

interface GenerateCardsFormProps {
  request: CardRequest
  onChange: (change: Partial<CardRequest>) => void
  /** More than none: they can be asked for together, in place of the node itself. */
  emptyTopicCount: number
  refusal: unknown
  isAsking: boolean
  onSubmit: () => void
  onClose: () => void
}

const types: Array<{ value: CardType; label: string; description: string }> = [
  { value: 'FLASHCARD', label: 'Flashcard', description: 'A question and its answer' },
  { value: 'MULTIPLE_CHOICE', label: 'Choice', description: 'With three wrong answers that could be right' },
  { value: 'SCENARIO', label: 'Scenario', description: 'A situation, and what to do in it' },
]

export function GenerateCardsForm({
  request,
  onChange,
  refusal,
  isAsking,
  ...props
}: GenerateCardsFormProps) {
  const { emptyTopicCount } = props
  const { count, cardTypes, isForTopicsBelow } = request
  const isCountGood = Number.isInteger(count) && count >= 1 && count <= MAX_COUNT
  const canAsk = isCountGood && cardTypes.length > 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (canAsk && !isAsking) props.onSubmit()
  }
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="md">
        {emptyTopicCount > 0 && (
          <Radio.Group
            label="For which topics?"
            value={isForTopicsBelow ? 'below' : 'here'}
            onChange={value => onChange({ isForTopicsBelow: value === 'below' })}
          >
            <Stack gap={8} mt={4}>
              <Radio
                value="below"
                label={
                  emptyTopicCount === 1
                    ? 'The empty topic below'
                    : `Every empty topic below: ${emptyTopicCount} of them`
                }
              />
              <Radio value="here" label="This topic itself" />
            </Stack>
          </Radio.Group>
        )}
        <NumberInput
          label={isForTopicsBelow ? 'Cards for each topic' : 'How many cards'}
          description={
            isForTopicsBelow && isCountGood
              ? `Up to ${pluralize(count * emptyTopicCount, 'card')} in all, topic by topic.`
              : undefined
          }
          value={count === 0 ? '' : count}
          min={1}
          max={MAX_COUNT}
          clampBehavior="blur"
          allowDecimal={false}
          allowNegative={false}
          error={isCountGood ? undefined : `Expected a number from 1 to ${MAX_COUNT}.`}
          onChange={value => onChange({ count: typeof value === 'number' ? value : 0 })}
          styles={{ wrapper: { maxWidth: 180 } }}
          data-autofocus
        />
        <Checkbox.Group
          label="Types"
          value={cardTypes}
          onChange={values => onChange({ cardTypes: values as CardType[] })}
          error={cardTypes.length === 0 ? 'Choose at least one.' : undefined}
        >
          <Stack gap={8} mt={4}>
            {types.map(type => (
              <Checkbox key={type.value} {...type} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Textarea
          label="Wishes"
          description="As you would say them to a person. They may stay empty."
          placeholder="Practical, with commands"
          autosize
          minRows={2}
          maxRows={8}
          maxLength={MAX_WISH}
          value={request.wishes}
          onChange={event => onChange({ wishes: event.currentTarget.value })}
        />
        <Text size="xs" c="dimmed">
          They come as drafts. You look at each before it is studied.
        </Text>
        <AiRefusal error={refusal} title="No cards were asked for" />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!canAsk} loading={isAsking}>
            Generate
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
