/** What providers and models do wrong, as steps for the script of modelServer.ts. */

import type { CompletionBody, ModelError, ModelStep } from './modelProtocol.ts'
import { answerPractice } from './practiceAnswers.ts'

/** A refusal as OpenAI writes it. */
function refuse(status: number, message: string, code: string | null = null): ModelError {
  return { status, body: { error: { message, type: 'invalid_request_error', param: null, code } } }
}

/** Of the provider. */
export const faults = {
  wrongKey: refuse(401, 'Incorrect API key provided.', 'invalid_api_key'),
  denied: refuse(403, 'Project does not have access to this model.', 'model_not_found'),
  outOfCredit: refuse(429, 'You exceeded your current quota, please check your plan.', 'insufficient_quota'),
  longPrompt: refuse(
    400,
    "This model's maximum context length is 4096 tokens. Please reduce the length of the messages.",
    'context_length_exceeded',
  ),
  unknown: refuse(400, 'Something is wrong with this request.'),
  broken: refuse(500, 'The server had an error while processing your request.'),
} satisfies Record<string, ModelError>

/** 429 with `Retry-After`: seconds, or a date as HTTP writes it. */
export function crowded(retryAfter: string): ModelError {
  return {
    ...refuse(429, 'Rate limit reached for requests', 'rate_limit_exceeded'),
    headers: { 'retry-after': retryAfter },
  }
}

/** Of the model: answers that would be right, spoiled. */
export const spoiled = {
  /** comes piece by piece, very slowly */
  slow: body => ({ ...answerPractice(body), pieceDelayMs: 400 }),
  /** the connection breaks in the middle of the JSON */
  cutMidJson: body => breakInTheMiddle(body, 'cut'),
  /** so too, but it ends as if that were all */
  endedMidJson: body => breakInTheMiddle(body, 'ending'),
  /** says half of it, and no more */
  silentMidJson: body => breakInTheMiddle(body, 'silence'),
  tooLong: body => {
    const { text } = answerPractice(body)
    return { text: text.slice(0, text.length / 2), finishReason: 'length' }
  },
  invalidJson: body => ({ text: answerPractice(body).text.replaceAll('":', '" is ') }),
  wrongSchema: () => ({ text: JSON.stringify({ answer: 'Here you are', items: [1, 2, 3] }) }),
  /** a tree with a fourth level */
  tooDeep: body =>
    changeItems(body, items =>
      items.flatMap(item => [item, ...(item.depth === 3 ? [{ ...item, depth: 4, title: 'Too deep' }] : [])]),
    ),
  /** each node or card twice */
  duplicates: body => changeItems(body, items => items.flatMap(item => [item, item])),
  refusal: () => ({ text: '', refusal: 'I am sorry, I cannot help with that.' }),
  filtered: () => ({ text: '{', finishReason: 'content_filter' }),
} satisfies Record<string, (body: CompletionBody) => ModelStep>

function breakInTheMiddle(body: CompletionBody, by: 'cut' | 'ending' | 'silence'): ModelStep {
  const answer = answerPractice(body)
  return { ...answer, breaks: { after: Math.floor(answer.text.length / 2), by } }
}

type Item = Record<string, unknown>

/** Changes the nodes or cards of the right answer. */
function changeItems(body: CompletionBody, change: (items: Item[]) => Item[]): ModelStep {
  const answer = Object.entries(JSON.parse(answerPractice(body).text) as object)
  const changed = answer.map(([name, value]) => [name, Array.isArray(value) ? change(value) : value])
  return { text: JSON.stringify(Object.fromEntries(changed)) }
}
