import type { Tx } from '../db/client.ts'
import type { Learner } from '../domain/learner.ts'

/** How work for the language model is handed over; there is none where no model is set up. */
export interface GenerationDoor {
  /** guests too; off where strangers can reach the server */
  allowsGuests: boolean
  /** Hands a saved job over, in the transaction that saves it. */
  enqueue(tx: Tx, jobId: string): Promise<void>
}

/** Who asks for generated work, and from where: guests of one network share a limit. */
export interface GenerationCaller {
  learner: Learner
  /** the caller's address, or its /64; see nameNetwork */
  network: string
}
