import { IconCheck, IconExternalLink } from '@tabler/icons-react'
import type { ReactNode, Ref } from 'react'
import { Markdown } from '../../components/Markdown.tsx'
import type { StudyCardFragment } from '../../gql/graphql.ts'
import classes from './StudyCard.module.css'

interface StudyCardProps {
  card: StudyCardFragment
  isRevealed: boolean
  /** The session is about one goal, which need not be named on every card. */
  isGoalKnown: boolean
  /** Rows to choose from, in place of the answer. */
  choices?: ReactNode
  /** Takes the focus when a new card comes. */
  ref?: Ref<HTMLElement>
}

/** The question, and under it, once shown, the answer. Nothing else. */
export function StudyCard(props: StudyCardProps) {
  const { card, isRevealed, isGoalKnown, choices, ref } = props
  const titles = listTitles(card.skillNode)
  const path = isGoalKnown && titles.length > 1 ? titles.slice(1) : titles
  return (
    <article ref={ref} className={classes.card} tabIndex={-1} aria-label="Card">
      {path.length > 0 && (
        <p className={classes.path} dir="auto">
          {path.join(' / ')}
        </p>
      )}
      {card.scenario && (
        <section className={classes.context} aria-label="Situation" dir="auto">
          <Markdown text={card.scenario.context} />
        </section>
      )}
      <section className={classes.question} aria-label="Question" dir="auto">
        <Markdown text={card.question} />
      </section>
      {choices}
      {card.scenario && !choices && <Options options={card.scenario.options} isRevealed={isRevealed} />}
      <div aria-live="polite">
        {isRevealed && (!choices || card.explanation || card.sourceUrl) && (
          <div className={classes.answerSide}>
            {!choices && (
              <section className={classes.answer} aria-label="Answer" dir="auto">
                <Markdown text={card.answer} />
              </section>
            )}
            {card.explanation && (
              <section className={classes.explanation} aria-label="Explanation" dir="auto">
                <Markdown text={card.explanation} />
              </section>
            )}
            {card.sourceUrl && (
              <a className={classes.source} href={card.sourceUrl} target="_blank" rel="noopener noreferrer">
                {hostOf(card.sourceUrl)}
                <IconExternalLink size={14} aria-hidden />
              </a>
            )}
          </div>
        )}
      </div>
    </article>
  )
}

interface OptionsProps {
  options: NonNullable<StudyCardFragment['scenario']>['options']
  isRevealed: boolean
}

function Options({ options, isRevealed }: OptionsProps) {
  return (
    <ol className={classes.options}>
      {options.map((option, index) => (
        <li
          key={option.text}
          className={classes.option}
          data-correct={(isRevealed && option.isCorrect) || undefined}
          data-other={(isRevealed && !option.isCorrect) || undefined}
        >
          <span className={classes.letter} aria-hidden>
            {isRevealed && option.isCorrect ? <IconCheck size={16} /> : String.fromCharCode(65 + index)}
          </span>
          <div className={classes.optionText} dir="auto">
            {isRevealed && option.isCorrect && <span className="visuallyHidden">Right: </span>}
            <Markdown text={option.text} />
            {isRevealed && option.explanation && (
              <div className={classes.why}>
                <Markdown text={option.explanation} />
              </div>
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}

/** From the goal down to the node. */
function listTitles(node: StudyCardFragment['skillNode']): string[] {
  const titles: string[] = []
  interface Ancestor {
    title: string
    parent?: Ancestor | null
  }
  for (let at: Ancestor | null | undefined = node; at; at = at.parent) titles.unshift(at.title)
  return titles
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}
