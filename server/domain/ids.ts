import { NotFound } from './errors.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether `text` is written as a UUID of any version. */
export function isUuid(text: string): boolean {
  return uuid.test(text)
}

/** The id in lower case, as the database writes it. A malformed id names nothing: NotFound. */
export function parseId(kind: string, id: string): string {
  if (!isUuid(id)) throw new NotFound(kind, id.slice(0, 80))
  return id.toLowerCase()
}

/** The ids, each once, in the order given; throws as `parseId` does. */
export function parseIds(kind: string, ids: readonly string[]): string[] {
  return [...new Set(ids.map(id => parseId(kind, id)))]
}
