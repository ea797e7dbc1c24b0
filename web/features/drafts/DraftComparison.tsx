import { Box, Button } from '@mantine/core'
import { Fragment, useMemo } from 'react'
import { Markdown } from '../../components/Markdown.tsx'
import type { CardContent } from '../cards/cardForm.ts'
import { CardFace, type FaceField } from './CardFace.tsx'
import classes from './DraftComparison.module.css'
import { type DiffPart, diffWords } from './wordDiff.ts'

interface DraftComparisonProps {
  before: CardContent
  after: CardContent
  questionId: string
  onKeepOld: () => void
  onUseNew: () => void
}

/** A draft and what became of it: one beside the other, on a phone one under the other, with what changed marked. */
export function DraftComparison({ before, after, questionId, onKeepOld, onUseNew }: DraftComparisonProps) {
  const changes = useMemo(() => compare(before, after), [before, after])
  const render = (hidden: DiffPart['kind']) => (field: FaceField, text: string) => {
    const parts = changes[field]
    return parts ? (
      <MarkedText parts={parts.filter(part => part.kind !== hidden)} />
    ) : (
      <Markdown text={text} />
    )
  }
  return (
    <div className={classes.columns}>
      <Box className={classes.before} role="group" aria-label="The old one">
        <div className={classes.header}>
          <span className={classes.title}>Before</span>
          <Button variant="default" size="compact-sm" className={classes.choose} onClick={onKeepOld}>
            Keep the old one
          </Button>
        </div>
        <CardFace card={before} renderText={render('added')} />
      </Box>
      <Box className={classes.after} role="group" aria-label="The new one">
        <div className={classes.header}>
          <span className={classes.title}>New</span>
          <Button variant="light" size="compact-sm" className={classes.choose} onClick={onUseNew}>
            Use the new one
          </Button>
        </div>
        <CardFace card={after} questionId={questionId} renderText={render('removed')} />
      </Box>
    </div>
  )
}

function compare(before: CardContent, after: CardContent) {
  return {
    question: diffWords(before.question, after.question),
    answer: diffWords(before.answer, after.answer),
    explanation: diffWords(before.explanation ?? '', after.explanation ?? ''),
  }
}

const marks = { same: 'span', removed: 'del', added: 'ins' } as const

function MarkedText({ parts }: { parts: readonly DiffPart[] }) {
  return (
    <p className={classes.text}>
      {parts.map(({ kind, text }, index) => {
        const Mark = marks[kind]
        return (
          <Fragment key={index}>
            {index > 0 && ' '}
            <Mark className={classes[kind]}>
              <InlineText text={text} />
            </Mark>
          </Fragment>
        )
      })}
    </p>
  )
}

/** Only code is set apart: stars and other marks of emphasis are left out. */
function InlineText({ text }: { text: string }) {
  return text
    .split(/(`[^`]+`)/)
    .map((piece, index) =>
      piece.startsWith('`') && piece.length > 1 ? (
        <code key={index}>{piece.slice(1, -1)}</code>
      ) : (
        piece.replace(/\*\*|__/g, '')
      ),
    )
}
