import type { CardType, GenerateFlashcardsInput } from '../../gql/graphql.ts'

/** What a learner asks of the model, as the form holds it. */
export interface CardRequest {
  /** for each topic */
  count: number
  cardTypes: CardType[]
  wishes: string
  /** For every empty topic below, instead of for the node itself. */
  isForTopicsBelow: boolean
}

export const MAX_COUNT = 20
/** Characters that the server takes of wishes and of feedback. */
export const MAX_WISH = 2000

export const newRequest = (isForTopicsBelow: boolean): CardRequest => ({
  count: 10,
  cardTypes: ['FLASHCARD', 'MULTIPLE_CHOICE', 'SCENARIO'],
  wishes: '',
  isForTopicsBelow,
})

export function toInput(skillNodeId: string, request: CardRequest): GenerateFlashcardsInput {
  const { count, cardTypes, wishes, isForTopicsBelow } = request
  return {
    skillNodeId,
    count,
    cardTypes,
    instructions: wishes.trim() === '' ? null : wishes,
    includeDescendants: isForTopicsBelow,
  }
}

/** What each job was asked, as long as this page lives: so that it can be asked again as it was. */
const requests = new Map<string, CardRequest>()

export function rememberRequest(jobId: string, request: CardRequest) {
  requests.set(jobId, request)
}

export function recallRequest(jobId: string): CardRequest | undefined {
  return requests.get(jobId)
}
