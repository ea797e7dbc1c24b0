import { Loader } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useEffect, useId, useRef } from 'react'
import { Markdown } from '../../components/Markdown.tsx'
import classes from './ChoiceList.module.css'
import { type ChoiceMark, letterOf, markChoice } from './choices.ts'
import type { Feedback } from './useStudyRun.ts'

interface ChoiceListProps {
  choices: readonly { id: string; text: string }[]
  feedback: Feedback | null
  /** Why each is right or wrong, by its text; shown once it is graded. */
  explanations: ReadonlyMap<string, string>
  onChoose: (choiceId: string) => void
}

/** Rows A to D, or as many as a scenario has. Before the answer each can be pressed anywhere. */
export function ChoiceList({ choices, feedback, explanations, onChoose }: ChoiceListProps) {
  return (
    <ol className={classes.choices} aria-label="Choices" data-open={feedback === null || undefined}>
      {choices.map((choice, index) => (
        <ChoiceRow
          key={choice.id}
          letter={letterOf(index)}
          text={choice.text}
          mark={feedback && markChoice(choice.id, feedback)}
          explanation={feedback?.grade ? explanations.get(choice.text) : undefined}
          onChoose={() => onChoose(choice.id)}
        />
      ))}
    </ol>
  )
}

interface ChoiceRowProps {
  letter: string
  text: string
  /** null: not answered yet */
  mark: ChoiceMark | null
  explanation: string | undefined
  onChoose: () => void
}

const words: Record<ChoiceMark, string> = {
  pending: 'Your choice',
  kept: 'Your choice',
  right: 'Right',
  chosenRight: 'Right',
  chosenWrong: 'Your choice',
  other: '',
}

function ChoiceRow({ letter, text, mark, explanation, onChoose }: ChoiceRowProps) {
  const textId = useId()
  const word = mark ? words[mark] : ''
  const row = useRef<HTMLLIElement>(null)
  const isRight = mark === 'right' || mark === 'chosenRight'
  // On a small screen it may stand below the buttons.
  useEffect(() => {
    if (isRight) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isRight])
  return (
    <li ref={row} className={classes.choice} data-mark={mark ?? undefined}>
      {mark === null ? (
        <button
          type="button"
          className={classes.press}
          aria-labelledby={`${textId}-letter ${textId}`}
          aria-keyshortcuts={letter}
          onClick={onChoose}
        >
          <span className={classes.letter} id={`${textId}-letter`}>
            {letter}
          </span>
        </button>
      ) : (
        <span className={classes.letter} aria-hidden>
          <MarkIcon mark={mark} letter={letter} />
        </span>
      )}
      <div className={classes.text} dir="auto">
        {word && <p className={classes.word}>{`${letter} · ${word}`}</p>}
        <div id={textId}>
          <Markdown text={text} />
        </div>
        {explanation && (
          <div className={classes.why}>
            <Markdown text={explanation} />
          </div>
        )}
      </div>
    </li>
  )
}

function MarkIcon({ mark, letter }: { mark: ChoiceMark; letter: string }) {
  switch (mark) {
    case 'pending':
      return <Loader size={14} />
    case 'right':
    case 'chosenRight':
      return <IconCheck size={16} stroke={2.5} />
    case 'chosenWrong':
      return <IconX size={16} stroke={2.5} />
    default:
      return letter
  }
}
