import { examples } from './examples.ts'

/** Ids that earlier answers returned, by the name later operations know them by. */
export type Remembered = Record<string, string>

const placeholder = /^\{\{(\w+)\}\}$/

/** A variable stands for something no operation has returned yet. */
export class MissingPlaceholder extends Error {
  constructor(name: string) {
    const source = examples.find(example => example.remembers && name in example.remembers)
    super(
      source
        ? `{{${name}}} is not known yet: run ${source.name} first, or write an id of your own.`
        : `{{${name}}} is not known: write a value of your own.`,
    )
    this.name = 'MissingPlaceholder'
  }
}

/** The variables with every placeholder replaced; `{{newId}}` by a new UUID. Throws MissingPlaceholder. */
export function fillPlaceholders(value: unknown, remembered: Remembered): unknown {
  if (typeof value === 'string') {
    const name = placeholder.exec(value)?.[1]
    if (!name) return value
    const known = name === 'newId' ? crypto.randomUUID() : remembered[name]
    if (known === undefined) throw new MissingPlaceholder(name)
    return known
  }
  if (Array.isArray(value)) return value.map(item => fillPlaceholders(item, remembered))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => [key, fillPlaceholders(child, remembered)]),
    )
  }
  return value
}

/** What the answer to the example `operationName` adds to what is remembered. */
export function rememberFrom(operationName: string | null | undefined, data: unknown): Remembered {
  const example = examples.find(({ name }) => name === operationName)
  const found: Remembered = {}
  for (const [name, path] of Object.entries(example?.remembers ?? {})) {
    const value = path
      .split('.')
      .reduce<unknown>((part, key) => (part as Record<string, unknown>)?.[key], data)
    if (typeof value === 'string') found[name] = value
  }
  return found
}
