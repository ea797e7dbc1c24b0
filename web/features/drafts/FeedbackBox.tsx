import { useMutation } from '@apollo/client/react'
import { Button, Group, Text, Textarea } from '@mantine/core'
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { pluralize } from '../../lib/formatTime.ts'
import { AiRefusal } from '../generation/AiRefusal.tsx'
import { isLive, type JobState } from '../generation/jobState.ts'
import { CardJob } from './CardJob.tsx'
import { RefineDrafts } from './cardJobDocuments.ts'
import { MAX_WISH } from './cardRequests.ts'
import classes from './FeedbackBox.module.css'

/** Drafts that the server refines together. */
const maxDrafts = 50

interface FeedbackBoxProps {
  /** All that are shown, and those that are chosen among them. */
  shownIds: readonly string[]
  chosenIds: readonly string[]
  /** The last job that refined drafts of this goal. */
  job: JobState | undefined
  fieldRef: RefObject<HTMLTextAreaElement | null>
  onStep: (job: JobState) => void
  /** Drafts that have come since something is being written here, and wait for its end. */
  heldCount: number
  /** While something is written here nothing above may move. */
  onBusy: (isBusy: boolean) => void
  /** Leads to the first draft of which there are two versions. */
  onSeeNew?: () => void
}

/** What should be better about the drafts, said once for all of them or for some. */
export function FeedbackBox(props: FeedbackBoxProps) {
  const { shownIds, chosenIds, job } = props
  const [feedback, setFeedback] = useState('')
  const [asked, setAsked] = useState<{ ids: string[]; feedback: string }>()
  const [refusal, setRefusal] = useState<unknown>()
  const [refine, { loading }] = useMutation(RefineDrafts)
  const ids = (chosenIds.length > 0 ? chosenIds : shownIds).slice(0, maxDrafts)
  const isRunning = job !== undefined && isLive(job)
  const canAsk = feedback.trim() !== '' && ids.length > 0 && !loading && !isRunning

  const ask = async (wish: { ids: string[]; feedback: string }) => {
    setRefusal(undefined)
    try {
      await refine({ variables: wish })
      setAsked(wish)
    } catch (error) {
      setRefusal(error)
    }
  }
  const askAgain = () => (asked ? ask(asked) : props.fieldRef.current?.focus())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (canAsk) ask({ ids: [...ids], feedback })
  }
  const hearOf = (changed: JobState) => {
    props.onStep(changed)
    if (changed.status === 'SUCCEEDED') setFeedback(current => (current === asked?.feedback ? '' : current))
  }

  const form = useRef<HTMLFormElement>(null)
  useBusy(form, props.onBusy)
  return (
    <form ref={form} className={classes.feedback} onSubmit={submit} aria-label="Feedback">
      <Textarea
        ref={props.fieldRef}
        label="What should be better?"
        description={describeScope(shownIds.length, chosenIds.length, props.heldCount)}
        placeholder="More practical, with commands"
        autosize
        minRows={2}
        maxRows={8}
        maxLength={MAX_WISH}
        value={feedback}
        onChange={event => setFeedback(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event)
        }}
      />
      <Group justify="space-between" gap="xs">
        <Text size="xs" c="dimmed" flex="1 1 200px">
          New versions come beside the old ones, and you choose.
        </Text>
        <Button type="submit" variant="light" className={classes.submit} disabled={!canAsk} loading={loading}>
          Make them better
        </Button>
      </Group>
      <AiRefusal error={refusal} title="Nothing was asked for" />
      {job && (
        <div className={classes.job}>
          <CardJob key={job.id} jobId={job.id} onStep={hearOf} onTryAgain={askAgain} />
          {!isRunning && props.onSeeNew && (
            <Button variant="default" className={classes.see} onClick={props.onSeeNew}>
              See the first new version
            </Button>
          )}
        </div>
      )}
    </form>
  )
}

function describeScope(shownCount: number, chosenCount: number, heldCount: number): string {
  const wantedCount = chosenCount || shownCount
  const count = wantedCount > maxDrafts ? `first ${maxDrafts} drafts` : pluralize(wantedCount, 'draft')
  const held = heldCount > 0 ? ` ${heldCount} more ${heldCount === 1 ? 'has' : 'have'} come meanwhile.` : ''
  return `For the ${count} ${chosenCount > 0 ? 'you have chosen' : 'shown above'}.${held}`
}

/** Busy from when the focus comes in until someone turns to another place; a press of its own button is none. */
function useBusy(form: RefObject<HTMLFormElement | null>, onBusy: (isBusy: boolean) => void) {
  const tell = useRef(onBusy)
  tell.current = onBusy
  useEffect(() => {
    const hear = (event: Event) =>
      tell.current(event.target instanceof Node && form.current?.contains(event.target) === true)
    const kinds = ['focusin', 'pointerdown'] as const
    for (const kind of kinds) document.addEventListener(kind, hear)
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, hear)
    }
  }, [form])
}
