import { JSONParser } from '@streamparser/json'

/** Characters of JSON: several times the longest answer that is asked for. */
export const maxJsonLength = 300_000

/** What has come whole: an item of the list, or the notes beside it. */
export type ListPart = { item: unknown } | { notes: string }

/**
 * Reads one JSON value as the list that is looked for, or as the object that holds it under a key. Whether it is
 * that shows with its first part: until then it can be anything that begins with a bracket.
 */
export class ListReader {
  readonly #key: string
  readonly #parser: JSONParser
  #parts: ListPart[] = []
  #length = 0
  #text = ''
  #isFound = false
  #state: 'open' | 'whole' | 'broken' | 'too long' = 'open'

  constructor(key: string) {
    this.#key = key
    // What is left of a value already seen is small, and dropping it is slow for a value nested deep.
    this.#parser = new JSONParser({ paths: ['$.*', `$.${key}.*`], keepStack: true })
    this.#parser.onValue = ({ value, key: at, stack }) => this.#take(value, at, stack.length === 1)
  }

  get state() {
    return this.#state
  }

  /** Whether this is what is looked for. */
  get isFound(): boolean {
    return this.#isFound
  }

  /** What was read, as long as nothing is found. */
  get text(): string {
    return this.#text
  }

  /** Reads on and returns what has come whole. What follows the value is passed over. */
  read(piece: string): ListPart[] {
    const fitting = piece.slice(0, maxJsonLength - this.#length)
    this.#length += fitting.length
    this.#text += piece
    try {
      this.#parser.write(fitting)
      if (fitting.length < piece.length) this.#state = 'too long'
    } catch {
      if (!this.#parser.isEnded) this.#state = 'broken'
    }
    if (this.#parser.isEnded) this.#state = 'whole'
    if (this.#isFound) this.#text = ''
    const parts = this.#parts
    this.#parts = []
    return this.#isFound ? parts : []
  }

  /** @param isTop whether it stands in the outermost value itself */
  #take(value: unknown, at: string | number | undefined, isTop: boolean): void {
    const isBareItem = isTop && typeof at === 'number'
    if (!isTop || isBareItem) {
      // A bare list of anything else stands in what is said before the answer: "the steps [1, 2]".
      if (isBareItem && !this.#isFound && !isObject(value)) throw new Error('This is another list.')
      this.#parts.push({ item: value })
    } else if (at === 'notes' && typeof value === 'string') this.#parts.push({ notes: value })
    else if (at !== this.#key || !Array.isArray(value)) return
    this.#isFound = true
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
