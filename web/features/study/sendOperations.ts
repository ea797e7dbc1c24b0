import type { ApolloClient } from '@apollo/client'
import { describeError } from '../../apollo/describeError.ts'
import type { Answer, OutboxOperation } from './outboxPlan.ts'
import { LearnerIdQuery } from './readLearnerId.ts'
import type { Grade, Outcome } from './reviewOutbox.ts'
import { ReviewCard, ReviewCards, StudySessionQuery, UndoReview } from './studyDocuments.ts'

/**
 * Sends operations to the server: one by itself, several answers together.
 *
 * @returns what became of each, in order
 */
export async function sendOperations(
  client: ApolloClient,
  learnerId: string | null,
  operations: readonly OutboxOperation[],
): Promise<Outcome[]> {
  const answers = operations.flatMap(operation => (operation.kind === 'review' ? [operation.answer] : []))
  const outcomes =
    answers.length > 1 && answers.length === operations.length
      ? await sendAnswers(client, answers)
      : await sendEach(client, operations)
  const isGone = outcomes.some(outcome => outcome.kind === 'refused' && outcome.verdict === 'rejected')
  if (!isGone || (await isStillHere(client, learnerId))) return outcomes
  // Somebody else has signed in, in another tab: to them the cards do not exist.
  return outcomes.map(outcome => (outcome.kind === 'refused' ? { kind: 'retry' } : outcome))
}

async function sendAnswers(client: ApolloClient, answers: readonly Answer[]): Promise<Outcome[]> {
  let outcomes: Outcome[]
  try {
    const { data } = await client.mutate({ mutation: ReviewCards, variables: { inputs: [...answers] } })
    const results = new Map(data?.reviewFlashcards.results.map(result => [result.reviewId, result]))
    outcomes = answers.map(({ reviewId }) => {
      const result = results.get(reviewId)
      if (result?.payload) return { kind: 'done', grade: readGrade(result.payload) }
      return judge(result?.errorCode ?? '')
    })
  } catch (error) {
    if (judge(describeError(error).code).kind === 'retry') throw error
    // One of them spoils the whole batch: by themselves the others arrive.
    return sendEach(
      client,
      answers.map(answer => ({ kind: 'review', answer })),
    )
  }
  // Its items in the cache are what the learner goes on with; when that fails all are sent again, unchanged.
  for (const id of new Set(answers.map(answer => answer.studySessionId))) {
    await client.query({ query: StudySessionQuery, variables: { id }, fetchPolicy: 'network-only' })
  }
  return outcomes
}

/** One after the other, up to the first that has to be tried again. */
async function sendEach(client: ApolloClient, operations: readonly OutboxOperation[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const operation of operations) {
    const outcome = await sendOne(client, operation)
    if (outcome.kind === 'retry') break
    outcomes.push(outcome)
  }
  return outcomes
}

async function sendOne(client: ApolloClient, operation: OutboxOperation): Promise<Outcome> {
  try {
    if (operation.kind === 'undo') {
      await client.mutate({ mutation: UndoReview, variables: { reviewId: operation.reviewId } })
      return { kind: 'done', grade: null }
    }
    const { data } = await client.mutate({ mutation: ReviewCard, variables: { input: operation.answer } })
    return { kind: 'done', grade: data ? readGrade(data.reviewFlashcard) : null }
  } catch (error) {
    return judge(describeError(error).code)
  }
}

/** What another try could change is tried again: no connection, a busy server, a lapsed sign-in. */
export function judge(code: string): Outcome {
  if (code === 'CONFLICT') return { kind: 'refused', verdict: 'conflict' }
  if (code === 'NOT_FOUND' || code === 'BAD_USER_INPUT') return { kind: 'refused', verdict: 'rejected' }
  return { kind: 'retry' }
}

function readGrade(payload: { wasCorrect?: boolean | null; correctChoiceId?: string | null }): Grade {
  return { wasCorrect: payload.wasCorrect ?? false, correctChoiceId: payload.correctChoiceId ?? null }
}

/** Whether the cookies still belong to the learner who answered. */
async function isStillHere(client: ApolloClient, learnerId: string | null): Promise<boolean> {
  if (learnerId === null) return true
  const { data } = await client.query({ query: LearnerIdQuery, fetchPolicy: 'no-cache' })
  return data?.viewer?.id === learnerId
}
