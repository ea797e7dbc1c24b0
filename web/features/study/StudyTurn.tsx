import { Button } from '@mantine/core'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useFragmentData } from '../../apollo/useFragmentData.ts'
import { usePreload } from '../../components/lazyPart.ts'
import { useShortcuts } from '../../components/useShortcuts.ts'
import type { Rating, StudyCardFragment, StudyRunFragment } from '../../gql/graphql.ts'
import { CardHistory, CardHistoryPart } from '../cardHistory/CardHistory.tsx'
import { ResetCardsDialog } from '../cardHistory/ResetCardsDialog.tsx'
import { CardEditor } from '../cards/CardEditor.tsx'
import { ChoiceActions } from './ChoiceActions.tsx'
import { ChoiceList } from './ChoiceList.tsx'
import { letterOf } from './choices.ts'
import { RatingButtons, ratings } from './RatingButtons.tsx'
import { RatingHint, useRatingHint } from './RatingHint.tsx'
import actionClasses from './StudyActions.module.css'
import { StudyCard } from './StudyCard.tsx'
import { StudyFrame } from './StudyFrame.tsx'
import { StudyMenu } from './StudyMenu.tsx'
import { StudyNotes } from './StudyNotes.tsx'
import { SwipeArea } from './SwipeArea.tsx'
import { StudyCardFragmentDoc } from './studyDocuments.ts'
import type { useStudyRun } from './useStudyRun.ts'
import { useSuspensions } from './useSuspensions.ts'

interface StudyTurnProps {
  run: ReturnType<typeof useStudyRun>
  item: StudyRunFragment['items'][number]
  title: string
  isGoalKnown: boolean
  status: string
  /** In place of the progress, while a clock runs. */
  timeBar: ReactNode
  timed: ReactNode
  onEnd: () => void
}

/** One card and its action: shown and rated, or answered by choosing. */
export function StudyTurn(props: StudyTurnProps) {
  const { run, item, title, isGoalKnown, status, timeBar, timed, onEnd } = props
  const card = useFragmentData(StudyCardFragmentDoc, item.flashcard)
  const [dialog, setDialog] = useState<'edit' | 'history' | 'reset'>()
  const hint = useRatingHint()
  usePreload(CardHistoryPart)
  const suspensions = useSuspensions(run)
  const element = useRef<HTMLElement>(null)
  const { feedback } = run
  const choices = item.presentation === 'CHOICES' ? item.choices : null
  const isRevealed = choices ? feedback !== null && feedback.status !== 'pending' : run.isRevealed
  // The review changes them: what stood there when the card was answered is what the answer led to.
  const nextReviews = useFrozen(card.nextReviews, feedback !== null)
  const turn = `${item.position}`

  // A new card is read from its start, by eye and by ear.
  useEffect(() => {
    if (turn) element.current?.focus({ preventScroll: true })
    window.scrollTo({ top: 0 })
  }, [turn])

  const rate = (rating: Rating) => {
    suspensions.hush()
    run.answer(rating)
    hint.dismiss()
  }
  const choose = (choiceId: string | null) => {
    suspensions.hush()
    run.choose(choiceId)
    element.current?.focus({ preventScroll: true })
  }
  const focusCard = () => requestAnimationFrame(() => element.current?.focus({ preventScroll: true }))

  const closeDialog = () => setDialog(undefined)
  const actions = {
    undo: suspensions.undo,
    edit: () => setDialog('edit'),
    suspend: () => suspensions.suspend(item.position, card.id),
    showHistory: () => setDialog('history'),
    canReset: card.state !== 'NEW',
    reset: () => setDialog('reset'),
    end: onEnd,
  }
  useShortcuts('Studying', [
    ...(choices ? listChoiceKeys(run, choices, choose) : listFlipKeys(run, rate)),
    { keys: 'Z', label: 'Undo what was done last', run: actions.undo, isEnabled: suspensions.canUndo },
    { keys: 'E', label: 'Edit the card', run: actions.edit },
    { keys: 'S', label: 'Suspend the card', run: actions.suspend },
    { keys: 'Escape', label: 'End', run: actions.end },
  ])

  const rightIndex = choices?.findIndex(choice => choice.id === feedback?.grade?.correctChoiceId) ?? -1
  return (
    <StudyFrame
      title={title}
      progress={run.progress}
      progressText={`${run.answeredCount} of ${run.itemCount} answered`}
      timeBar={timeBar}
      timed={timed}
      status={
        <>
          {status}
          {suspensions.isTold && (
            <span className={actionClasses.notice}>
              The card is suspended.{' '}
              <Button
                variant="subtle"
                size="compact-sm"
                className={actionClasses.noticeUndo}
                onClick={suspensions.resumeTold}
              >
                Undo
              </Button>
            </span>
          )}
        </>
      }
      onEnd={onEnd}
      menu={<StudyMenu canUndo={suspensions.canUndo} {...actions} onClosed={focusCard} />}
      onTap={choices || isRevealed ? undefined : run.reveal}
      footer={
        choices ? (
          <ChoiceActions
            feedback={feedback}
            rightLetter={rightIndex < 0 ? undefined : letterOf(rightIndex)}
            rightText={choices[rightIndex]?.text}
            nextReviews={nextReviews}
            onNotSure={() => choose(null)}
            onNext={run.goOn}
            onChange={run.changeRating}
          />
        ) : isRevealed ? (
          <>
            {hint.isShown && (
              <RatingHint
                onDismiss={() => {
                  hint.dismiss()
                  focusCard()
                }}
              />
            )}
            <RatingButtons nextReviews={nextReviews} onRate={rate} />
          </>
        ) : (
          <Button size="md" className={actionClasses.show} onClick={run.reveal}>
            Show answer
          </Button>
        )
      }
    >
      <SwipeArea isEnabled={choices === null && isRevealed} onSwipe={rate}>
        <StudyCard
          ref={element}
          card={card}
          isRevealed={isRevealed}
          isGoalKnown={isGoalKnown}
          choices={
            choices && (
              <ChoiceList
                choices={choices}
                feedback={feedback}
                explanations={listExplanations(card)}
                onChoose={choose}
              />
            )
          }
        />
      </SwipeArea>
      {card.state === 'NEW' && !isRevealed && feedback === null && card.skillNode && (
        <StudyNotes nodeId={card.skillNode.id} onClosed={focusCard} />
      )}
      {dialog === 'edit' && <CardEditor card={card} onClose={closeDialog} />}
      {dialog === 'history' && <CardHistory cardId={card.id} onClose={closeDialog} />}
      {dialog === 'reset' && <ResetCardsDialog ids={[card.id]} onClose={closeDialog} />}
    </StudyFrame>
  )
}

function listFlipKeys(run: StudyTurnProps['run'], rate: (rating: Rating) => void) {
  return [
    { keys: 'Space', label: 'Show the answer', run: run.reveal, isEnabled: !run.isRevealed },
    ...ratings.map(({ rating, label }, index) => ({
      keys: String(index + 1),
      label,
      run: () => rate(rating),
      isEnabled: run.isRevealed,
    })),
  ]
}

/** A to F and 1 to 6 choose; afterwards Space goes on, and 2, 3 and 4 are Hard, Good and Easy. */
function listChoiceKeys(
  { feedback, goOn, changeRating }: StudyTurnProps['run'],
  choices: readonly { id: string }[],
  choose: (choiceId: string | null) => void,
) {
  const isOpen = feedback === null
  const canGoOn = !isOpen && feedback.status !== 'pending'
  const isRight = feedback?.grade?.wasCorrect ?? false
  return [
    ...choices.flatMap(({ id }, index) =>
      [letterOf(index), String(index + 1)].map(keys => ({
        keys,
        label: `Choose ${letterOf(index)}`,
        run: () => choose(id),
        isEnabled: isOpen,
      })),
    ),
    { keys: 'N', label: 'Not sure', run: () => choose(null), isEnabled: isOpen },
    { keys: 'Space', label: 'Next', run: goOn, isEnabled: canGoOn },
    { keys: 'Enter', label: 'Next', run: goOn, isEnabled: canGoOn },
    { keys: '2', label: 'It was hard', run: () => changeRating('HARD'), isEnabled: isRight },
    { keys: '3', label: 'It was good', run: goOn, isEnabled: isRight },
    { keys: '4', label: 'It was easy', run: () => changeRating('EASY'), isEnabled: isRight },
  ]
}

function listExplanations(card: StudyCardFragment): ReadonlyMap<string, string> {
  const options = card.scenario?.options ?? []
  return new Map(
    options.flatMap(({ text, explanation }) => (explanation ? [[text, explanation] as const] : [])),
  )
}

/** The value as it was when `isFrozen` began. */
function useFrozen<T>(value: T, isFrozen: boolean): T {
  const kept = useRef(value)
  if (!isFrozen) kept.current = value
  return kept.current
}
