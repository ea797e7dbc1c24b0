import { useQuery } from '@apollo/client/react'
import { SegmentedControl, Text, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useId, useState } from 'react'
import { ButtonLink } from '../../components/ButtonLink.tsx'
import { RowsSkeleton } from '../../components/RowsSkeleton.tsx'
import type { TreeDetail } from '../../gql/graphql.ts'
import { AiRefusal } from '../generation/AiRefusal.tsx'
import { AiSetup } from '../generation/AiSetup.tsx'
import { ServerInfoQuery } from '../generation/serverInfoQuery.ts'
import { CreateBar } from './CreateBar.tsx'
import classes from './NewGoal.module.css'
import { useCreateGoal } from './useCreateGoal.tsx'

interface AiSourceProps {
  title: string
  onTitle: (title: string) => void
}

/** Characters that the server takes. */
const MAX_INSTRUCTIONS = 2000

const details: { value: TreeDetail; label: string; hint: string }[] = [
  { value: 'SIMPLER', label: 'Simpler', hint: 'The few topics that matter most.' },
  { value: 'STANDARD', label: 'Standard', hint: 'What a good course would cover.' },
  { value: 'MORE_DETAIL', label: 'More detail', hint: 'Down to the parts of each topic.' },
]

/** Asks for a tree, or says how a language model is added where there is none. */
export function AiSource(props: AiSourceProps) {
  const { data, loading } = useQuery(ServerInfoQuery)
  if (!data && loading) return <RowsSkeleton rows={3} height={84} />
  if (data?.serverInfo.aiConfigured !== false) return <AiForm {...props} />
  return (
    <AiSetup>
      <ButtonLink to="/goals/new" search={{ outline: true }}>
        Paste an outline
      </ButtonLink>
      <ButtonLink to="/goals/new" variant="default">
        Back
      </ButtonLink>
    </AiSetup>
  )
}

/** What a language model should make a tree of. The goal stands at once; its tree then grows in front of the learner. */
function AiForm({ title, onTitle }: AiSourceProps) {
  const [detail, setDetail] = useState<TreeDetail>('STANDARD')
  const [instructions, setInstructions] = useState('')
  const [refusal, setRefusal] = useState<unknown>()
  const { createGoal, isCreating } = useCreateGoal()
  const detailId = useId()
  const canCreate = title.trim() !== ''
  const create = async () => {
    setRefusal(undefined)
    await createGoal({
      title: title.trim(),
      source: { ai: { detail, instructions: instructions.trim() || undefined } },
    }).catch(setRefusal)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (canCreate && !isCreating) create()
  }
  return (
    <form onSubmit={submit}>
      <TextInput
        label="What do you want to learn?"
        size="md"
        mb="lg"
        placeholder="Kubernetes, Spanish verbs, the bones of the hand…"
        value={title}
        maxLength={200}
        autoFocus={title === ''}
        onChange={event => onTitle(event.currentTarget.value)}
      />
      <Text id={detailId} component="div" fw={500} size="sm" mb={4}>
        How finely should it be divided?
      </Text>
      <SegmentedControl
        className={classes.details}
        aria-labelledby={detailId}
        data={details.map(({ value, label }) => ({ value, label }))}
        value={detail}
        onChange={value => setDetail(value as TreeDetail)}
      />
      <Text size="xs" c="dimmed" mt={4} mb="lg" aria-live="polite">
        {details.find(({ value }) => value === detail)?.hint}
      </Text>
      <Textarea
        label="Anything else it should know?"
        description="What you know already, what it is for, what to leave out. It may stay empty."
        placeholder="I run clusters every day and prepare for the exam in March"
        rows={4}
        maxLength={MAX_INSTRUCTIONS}
        value={instructions}
        onChange={event => setInstructions(event.currentTarget.value)}
      />
      <CreateBar
        sum={canCreate ? 'You watch the topics arrive, and switch off what you do not need.' : ''}
        label="Generate the tree"
        canCreate={canCreate}
        isCreating={isCreating}
        refusal={<AiRefusal error={refusal} title="The goal was not created" mb="sm" />}
        onCreate={create}
      />
    </form>
  )
}
