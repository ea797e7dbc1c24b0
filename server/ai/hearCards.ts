import type { Tally } from '../domain/generatedCards.ts'
import { limitFaults } from '../domain/modelText.ts'
import type { Chat, ChatRequest } from './chat.ts'
import { type HeardAnswer, type HearingListener, hearAnswer } from './hearAnswer.ts'
import { askForRepair } from './repairPrompt.ts'

/** Faults told to the model: more would not make a repair better. */
const maxFaults = 20

/** What takes an answer's cards. */
export interface Sieve {
  readonly takenCount: number
  readonly tally: Readonly<Tally>
  restart(): void
}

export interface HeardCards {
  /** malformed, repeated or too many; what broke off counts as one */
  droppedCount: number
  /** why there is nothing to take, for the learner */
  complaint: string
}

/** Asks for cards; when none was right and something was malformed, asks once to mend the answer. */
export async function hearCards(
  chat: Chat,
  request: ChatRequest,
  sieve: Sieve,
  listener: HearingListener,
  signal: AbortSignal,
  nonce: string,
): Promise<HeardCards> {
  const first = await hearAnswer(chat, request, 'cards', listener, signal)
  const faults = [first.fault ?? [], ...sieve.tally.faults].flat()
  if (sieve.takenCount > 0 || faults.length === 0) return sumUp(first, sieve)
  sieve.restart()
  const repair = askForRepair(request, first.text, limitFaults(faults, maxFaults), nonce)
  return sumUp(await hearAnswer(chat, repair, 'cards', listener, signal), sieve)
}

function sumUp({ fault }: HeardAnswer, { tally }: Sieve): HeardCards {
  return { droppedCount: tally.droppedCount + (fault ? 1 : 0), complaint: complain(fault, tally) }
}

function complain(fault: string | null, { faults, droppedCount }: Readonly<Tally>): string {
  const what = 'The language model gave no usable card, even when asked to correct its answer.'
  if (fault) return `${what} The answer broke off or could not be read.`
  if (faults.length > 0) return `${what} ${faults[0]}`
  if (droppedCount > 0) return 'The language model had nothing new: all that it wrote is there already.'
  return 'The language model wrote no cards.'
}
