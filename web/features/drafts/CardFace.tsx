import { IconCheck, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Markdown } from '../../components/Markdown.tsx'
import type { CardContent } from '../cards/cardForm.ts'
import classes from './CardFace.module.css'

export type FaceField = 'question' | 'answer' | 'explanation'

interface CardFaceProps {
  card: CardContent
  /** Names the card. */
  questionId?: string
  /** How a text is shown; Markdown unless told. */
  renderText?: (field: FaceField, text: string) => ReactNode
}

const asMarkdown = (_: FaceField, text: string) => <Markdown text={text} />

/** All that a card says, front and back, as it is decided on. */
export function CardFace({ card, questionId, renderText = asMarkdown }: CardFaceProps) {
  const options = listOptions(card)
  const isAnswerAmongOptions = options.some(option => option.isRight && option.text === card.answer)
  return (
    <div className={classes.face}>
      {card.scenario && (
        <div className={classes.context} dir="auto">
          <Markdown text={card.scenario.context} />
        </div>
      )}
      <div id={questionId} className={classes.question} dir="auto">
        {renderText('question', card.question)}
      </div>
      {!isAnswerAmongOptions && (
        <div className={classes.answer} dir="auto">
          {renderText('answer', card.answer)}
        </div>
      )}
      {options.length > 0 && (
        <ul className={classes.options} aria-label="Choices">
          {options.map(option => (
            <li key={option.text} className={classes.option} data-right={option.isRight || undefined}>
              {option.isRight ? (
                <IconCheck size={16} stroke={2} role="img" aria-label="Right" />
              ) : (
                <IconX size={16} stroke={1.75} role="img" aria-label="Wrong" />
              )}
              <div dir="auto">
                <Markdown text={option.text} />
                {option.explanation && <Markdown text={option.explanation} className={classes.why} />}
              </div>
            </li>
          ))}
        </ul>
      )}
      {card.explanation && (
        <div className={classes.explanation} dir="auto">
          {renderText('explanation', card.explanation)}
        </div>
      )}
    </div>
  )
}

interface ShownOption {
  text: string
  isRight: boolean
  explanation?: string | null
}

function listOptions(card: CardContent): ShownOption[] {
  if (card.scenario) {
    return card.scenario.options.map(({ text, isCorrect, explanation }) => ({
      text,
      isRight: isCorrect,
      explanation,
    }))
  }
  if (card.distractors.length === 0) return []
  return [{ text: card.answer, isRight: true }, ...card.distractors.map(text => ({ text, isRight: false }))]
}
