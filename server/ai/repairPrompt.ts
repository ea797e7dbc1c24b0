/** How a model is asked to mend an answer. */

import { cutTo } from '../domain/textFaults.ts'
import type { ChatRequest } from './chat.ts'
import { delimit } from './promptData.ts'

/** Characters of the wrong answer that it sees again. */
const maxAnswer = 20_000

/**
 * The same question once more, with the wrong answer and its exact faults. Faults quote what the model wrote, and
 * it may have that from the learner: they are data too.
 */
export function askForRepair(
  request: ChatRequest,
  answer: string,
  faults: readonly string[],
  nonce: string,
): ChatRequest {
  const shown = answer.trim() === '' ? '(nothing)' : cutTo(maxAnswer, answer)
  const task = `That answer cannot be used: it breaks the rules in the places that "faults" names. Write the whole \
answer again with every fault mended and the rest as it was, as one JSON object in the form you were given.`
  return {
    ...request,
    messages: [
      ...request.messages,
      { role: 'assistant', content: shown },
      { role: 'user', content: `${task}\n\n${delimit({ faults }, nonce)}` },
    ],
  }
}
