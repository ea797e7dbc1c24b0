/** The items of a list in an answer, each as soon as it has come whole. */

import { ListReader, maxJsonLength } from './listReader.ts'

/** Characters read, from each bracket anew, before it is said that the list is not there. */
const maxReading = 3 * maxJsonLength
/** How much of a tag can have come without being one. */
const tailLength = '</thinking>'.length - 1

export interface AnswerListener {
  onItem(item: unknown): void
  onNotes?(notes: string): void
}

/**
 * Finds `{"<key>": […]}` in text that comes in any pieces. Models that were asked in words alone think aloud first
 * (`<think>…</think>`), introduce and fence their JSON, go on talking behind it, leave out the object around the
 * list or put another around it: each bracket may be the beginning, until one proves to be it. Broken JSON is a
 * fault told at the end, never an error.
 */
export class AnswerStream {
  readonly #key: string
  readonly #listener: AnswerListener
  #state: 'seeking' | 'thinking' | 'reading' | 'over' = 'seeking'
  /** what has come and is not read yet */
  #pending = ''
  #reader: ListReader
  #readLength = 0
  #itemCount = 0

  constructor(key: string, listener: AnswerListener) {
    this.#key = key
    this.#listener = listener
    this.#reader = new ListReader(key)
  }

  /** Takes the next piece. Throws only what the listener throws. */
  write(piece: string): void {
    this.#pending += piece
    while (this.#advance());
  }

  /** Nothing more comes. Returns what is wrong with the answer's JSON, as a sentence; null: nothing. */
  end(): string | null {
    while (this.#state === 'reading' && !this.#reader.isFound) {
      this.#seekBehindStart()
      this.write('')
    }
    const { isFound, state } = this.#reader
    if (!isFound) return `The answer holds no JSON object with the list "${this.#key}".`
    if (state === 'whole') return null
    if (state === 'too long') return `The answer has more than ${maxJsonLength} characters.`
    const fault = state === 'open' ? 'breaks off' : 'is no valid JSON'
    const place = this.#itemCount > 0 ? `after item ${this.#itemCount} of` : 'in'
    return `The answer ${fault} ${place} "${this.#key}": expected one whole JSON object.`
  }

  /** One step; false when there is none to make before more text comes. */
  #advance(): boolean {
    switch (this.#state) {
      case 'seeking':
        return this.#seek()
      case 'thinking':
        return this.#skipThoughts()
      case 'reading':
        return this.#read()
      case 'over':
        this.#pending = ''
        return false
    }
  }

  #seek(): boolean {
    const found = /<think(?:ing)?>|[{[]/.exec(this.#pending)
    if (!found) return this.#keepTail()
    this.#pending = this.#pending.slice(found.index)
    if (found[0].startsWith('<')) this.#state = 'thinking'
    else this.#state = this.#readLength < maxReading ? 'reading' : 'over'
    return true
  }

  #skipThoughts(): boolean {
    const found = /<\/think(?:ing)?>/.exec(this.#pending)
    if (!found) return this.#keepTail()
    this.#pending = this.#pending.slice(found.index + found[0].length)
    this.#state = 'seeking'
    return true
  }

  #keepTail(): false {
    this.#pending = this.#pending.slice(-tailLength)
    return false
  }

  #read(): boolean {
    this.#readLength += this.#pending.length
    const parts = this.#reader.read(this.#pending)
    this.#pending = ''
    for (const part of parts) {
      if ('notes' in part) this.#listener.onNotes?.(part.notes)
      else {
        this.#itemCount++
        this.#listener.onItem(part.item)
      }
    }
    if (this.#reader.state === 'open') return false
    if (this.#reader.isFound) this.#state = 'over'
    else this.#seekBehindStart()
    return true
  }

  /** This bracket was not the beginning: the next one may be. */
  #seekBehindStart(): void {
    this.#pending = this.#reader.text.slice(1)
    this.#reader = new ListReader(this.#key)
    this.#state = 'seeking'
  }
}
