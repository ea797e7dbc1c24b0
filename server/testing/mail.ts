import type { Letter, Mail } from '../auth/mail.ts'

export interface TestMail extends Mail {
  letters: Letter[]
}

/** Keeps letters instead of sending them. */
export function createTestMail(): TestMail {
  const letters: Letter[] = []
  return {
    letters,
    async send(letter) {
      letters.push(letter)
    },
    close() {},
  }
}
