/** Trees and cards from whatever language model a Chat speaks to. */

import { randomBytes } from 'node:crypto'
import type { Chat } from './chat.ts'
import { generateCards } from './generateCards.ts'
import { generateTree } from './generateTree.ts'
import type { Generator } from './generator.ts'
import { refineCards } from './refineCards.ts'

/** A generator on top of a chat. Each question has delimiters of its own, see promptData.ts. */
export function createGenerator(chat: Chat): Generator {
  return {
    get model() {
      return chat.model
    },
    generateTree: (brief, listener, signal) => generateTree(chat, brief, listener, signal, createNonce()),
    generateCards: (brief, listener, signal) => generateCards(chat, brief, listener, signal, createNonce()),
    refineCards: (brief, listener, signal) => refineCards(chat, brief, listener, signal, createNonce()),
  }
}

function createNonce(): string {
  return randomBytes(8).toString('hex')
}
