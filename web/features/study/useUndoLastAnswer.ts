import { useFragment, useMutation } from '@apollo/client/react'
import { showErrorToast, showToast } from '../../components/toasts.tsx'
import { useShortcuts } from '../../components/useShortcuts.ts'
import { findLastAnswer, noLocalAnswers } from './sessionItems.ts'
import { StudyRunFragmentDoc, SummaryQuery, UndoReview } from './studyDocuments.ts'

/**
 * Takes the answers of a session back after its end, the latest first. The session stays closed: its
 * figures follow, and the card comes in another one. Only what was studied in this visit is offered.
 */
export function useUndoLastAnswer(sessionId: string) {
  const session = useFragment({
    fragment: StudyRunFragmentDoc,
    fragmentName: 'StudyRun',
    from: { __typename: 'StudySession', id: sessionId },
  })
  const [undoReview, { loading: isUndoing }] = useMutation(UndoReview)
  const last =
    session.dataState === 'complete'
      ? findLastAnswer(session.data.items, sessionId, [], noLocalAnswers)
      : null
  const canUndo = last !== null

  const undo = async () => {
    if (!last || isUndoing) return
    try {
      await undoReview({
        variables: { reviewId: last.reviewId },
        refetchQueries: [SummaryQuery],
        awaitRefetchQueries: true,
      })
      showToast('The last answer was taken back. The card comes again when it is due.')
    } catch (error) {
      showErrorToast(error, 'The answer was not taken back')
    }
  }
  useShortcuts('Summary', [{ keys: 'Z', label: 'Undo the last answer', run: undo, isEnabled: canUndo }])
  return { canUndo, isUndoing, undo }
}
