import type { Feedback } from './useStudyRun.ts'

/** What is said of one choice once the learner has chosen. */
export type ChoiceMark = 'pending' | 'kept' | 'right' | 'chosenRight' | 'chosenWrong' | 'other'

export function letterOf(index: number): string {
  return String.fromCharCode(65 + index)
}

export function markChoice(id: string, { status, choiceId, grade }: Feedback): ChoiceMark {
  const isChosen = id === choiceId
  if (status !== 'graded') return isChosen ? status : 'other'
  const isRight = id === grade.correctChoiceId || (isChosen && grade.wasCorrect)
  if (isRight) return isChosen ? 'chosenRight' : 'right'
  return isChosen ? 'chosenWrong' : 'other'
}

/** The one sentence that is read out, and stands above the explanation; none while the grade is on its way. */
export function describeFeedback(feedback: Feedback, rightLetter: string | undefined): string {
  switch (feedback.status) {
    case 'pending':
      return ''
    case 'kept':
      return 'Kept on this device. It will be graded when the server can be reached.'
    case 'graded': {
      if (feedback.grade.wasCorrect) return 'Right.'
      // Edited since it was shown, the card may have an answer that was not offered.
      const right = rightLetter ? `${rightLetter} is right.` : 'The answer has changed since.'
      return feedback.choiceId === null ? right : `Not this one. ${right}`
    }
  }
}
