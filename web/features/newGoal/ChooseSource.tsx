import { useQuery } from '@apollo/client/react'
import { Text, TextInput } from '@mantine/core'
import { IconListTree, IconPencilPlus, IconSparkles } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { describeError, issuesByField } from '../../apollo/describeError.ts'
import { ServerInfoQuery } from '../generation/serverInfoQuery.ts'
import { CuratedGallery } from './CuratedGallery.tsx'
import classes from './NewGoal.module.css'
import { SameTitleNote } from './SameTitleNote.tsx'
import { useCreateGoal } from './useCreateGoal.tsx'

interface ChooseSourceProps {
  title: string
  onTitle: (title: string) => void
}

export function ChooseSource({ title, onTitle }: ChooseSourceProps) {
  const field = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string>()
  const { createGoal, isCreating } = useCreateGoal()
  const { data } = useQuery(ServerInfoQuery)
  const hasModel = data?.serverInfo.aiConfigured ?? true
  const startEmpty = async () => {
    if (title.trim() === '') {
      setProblem('Say first what you want to learn.')
      field.current?.focus()
      return
    }
    await createGoal({ title: title.trim(), source: { manual: true } }).catch(error =>
      setProblem(issuesByField(error).title ?? describeError(error).message),
    )
  }
  return (
    <>
      <TextInput
        ref={field}
        label="What do you want to learn?"
        classNames={{ label: classes.question, input: classes.large }}
        placeholder="Kubernetes, Spanish verbs, the bones of the hand…"
        value={title}
        maxLength={200}
        error={problem}
        autoFocus
        onChange={event => {
          setProblem(undefined)
          onTitle(event.currentTarget.value)
        }}
      />
      <SameTitleNote title={title} />
      <CuratedGallery topic={title} />
      <section className={classes.section} aria-label="Other ways to start">
        <ul className={`${classes.gallery} ${classes.ways}`}>
          <li>
            <Link to="/goals/new" search={{ ai: true }} className={classes.card}>
              <IconSparkles size={22} stroke={1.75} aria-hidden />
              <strong>Generate with AI</strong>
              <Text component="span" size="xs" c="dimmed">
                {hasModel
                  ? 'A tree for exactly this, growing while you watch.'
                  : 'This server has no language model yet. See how to add one.'}
              </Text>
            </Link>
          </li>
          <li>
            <Link to="/goals/new" search={{ outline: true }} className={classes.card}>
              <IconListTree size={22} stroke={1.75} aria-hidden />
              <strong>Paste an outline</strong>
              <Text component="span" size="xs" c="dimmed">
                A syllabus, a table of contents or your notes become the tree.
              </Text>
            </Link>
          </li>
          <li>
            <button type="button" className={classes.card} onClick={startEmpty} disabled={isCreating}>
              <IconPencilPlus size={22} stroke={1.75} aria-hidden />
              <strong>Start empty</strong>
              <Text component="span" size="xs" c="dimmed">
                Only the goal. You add topics and cards as you meet them.
              </Text>
            </button>
          </li>
        </ul>
      </section>
    </>
  )
}
