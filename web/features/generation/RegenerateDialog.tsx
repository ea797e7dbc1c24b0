import { Button, Group, Modal, Text, Textarea } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { AiRefusal } from './AiRefusal.tsx'
import { useRegenerate } from './useRegenerate.ts'

/** What a learner may tell the model, in characters. */
const MAX_FEEDBACK = 2000

interface RegenerateDialogProps {
  goal: { id: string; title: string }
  onClose: () => void
}

/** Asks what should be different, and leads to the goal, where the other tree is on its way. */
export function RegenerateDialog({ goal, onClose }: RegenerateDialogProps) {
  const [feedback, setFeedback] = useState('')
  const [refusal, setRefusal] = useState<unknown>()
  const { regenerate, isAsking } = useRegenerate()
  const navigate = useNavigate()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setRefusal(undefined)
    try {
      await regenerate(goal.id, feedback)
      onClose()
      await navigate({ to: '/goals/$goalId', params: { goalId: goal.id } })
    } catch (error) {
      setRefusal(error)
    }
  }
  return (
    <Modal opened onClose={onClose} title={`Make another tree for “${goal.title}”`}>
      <form onSubmit={submit}>
        <Text mb="md">
          You see it beside the one you have, and it takes its place only when you say so. Your cards and
          answers are kept.
        </Text>
        <Textarea
          label="What should be different?"
          description="As you would say it to a person. It may stay empty."
          placeholder="More about networking, less theory, in the order of the exam"
          rows={4}
          maxLength={MAX_FEEDBACK}
          value={feedback}
          onChange={event => setFeedback(event.currentTarget.value)}
          data-autofocus
        />
        <AiRefusal error={refusal} title="The tree was not asked for" mt="md" />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isAsking}>
            Make another tree
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
