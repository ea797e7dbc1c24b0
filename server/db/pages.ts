import { InvalidInput } from '../domain/errors.ts'
import { isUuid } from '../domain/ids.ts'
import { findForbiddenCharacter } from '../domain/textFaults.ts'
import { Prisma } from './generated/prisma/client.ts'
import { type Row, toModel } from './rows.ts'

/** Where a row stands: its sort key as PostgreSQL prints it, and its id to break ties. */
export interface CursorPosition {
  key: string
  id: string
}

/** What part of a list is wanted. */
export interface PageRequest {
  first: number
  after: CursorPosition | null
}

/** Rows of one page, each with its place. */
export interface RowPage<T> {
  rows: { cursorPosition: CursorPosition; node: T }[]
  hasNextPage: boolean
  hasPreviousPage: boolean
}

/** How a list is ordered: ascending by one expression that is never null, ties by id. */
export interface SortKey {
  expression: Prisma.Sql
  /** PostgreSQL type of the expression, for reading a cursor back */
  type: 'timestamptz' | 'float8' | 'text'
}

/** Reads Relay's arguments: `first` 1–100 (default 20), `after` a cursor of the same list. */
export function parsePage(args: { first?: number | null; after?: string | null }): PageRequest {
  const first = args.first ?? 20
  if (first < 1 || first > 100) {
    throw new InvalidInput('first', `Invalid first ${first}: expected a whole number from 1 to 100.`)
  }
  return { first, after: args.after == null ? null : decodeCursor(args.after) }
}

export function encodeCursor(position: CursorPosition): string {
  return Buffer.from(JSON.stringify([position.key, position.id])).toString('base64url')
}

function decodeCursor(text: string): CursorPosition {
  try {
    const [key, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [unknown, unknown]
    if (typeof key === 'string' && typeof id === 'string' && isUuid(id)) return { key, id }
  } catch {
    // falls through to the one error
  }
  throw new InvalidInput('after', `Invalid cursor "${text.slice(0, 60)}": expected a cursor of this list.`)
}

/** Whether a cursor's key can be read back: a cursor of another list or order has a key of another type. */
const isKeyOf: Record<SortKey['type'], (key: string) => boolean> = {
  timestamptz: key => key === 'infinity' || printedInstant.test(key),
  float8: key => key.trim() !== '' && Number.isFinite(Number(key)),
  text: key => findForbiddenCharacter(key) === null,
}
/** As PostgreSQL prints one: 2026-03-01 08:30:00.25+00. */
const printedInstant = /^\d{4,}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:\d\d){0,2}$/

/** Condition that keeps what comes after the page's cursor; `id` is the row's id expression. */
export function afterCursor(page: PageRequest, sort: SortKey, id: Prisma.Sql): Prisma.Sql {
  if (!page.after) return Prisma.sql`TRUE`
  if (!isKeyOf[sort.type](page.after.key)) {
    throw new InvalidInput('after', 'Invalid cursor: expected a cursor of this list, in this order.')
  }
  const key = Prisma.sql`${page.after.key}::text::${Prisma.raw(sort.type)}`
  return Prisma.sql`(${sort.expression}, ${id}) > (${key}, ${page.after.id}::uuid)`
}

/** Columns, order and limit of a page: select `cursorColumn`, end with `orderAndLimit`. */
export function cursorColumn(sort: SortKey): Prisma.Sql {
  return Prisma.sql`(${sort.expression})::text AS cursor_key`
}

export function orderAndLimit(page: PageRequest, sort: SortKey, id: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`ORDER BY ${sort.expression}, ${id} LIMIT ${page.first + 1}`
}

/** Rows read with one more than asked for, so that the page knows whether more follow. */
export function toPage<T extends { id: string }>(rows: Row[], page: PageRequest): RowPage<T> {
  return {
    rows: rows.slice(0, page.first).map(({ cursor_key, ...row }) => {
      const node = toModel<T>(row)
      return { cursorPosition: { key: String(cursor_key), id: node.id }, node }
    }),
    hasNextPage: rows.length > page.first,
    hasPreviousPage: page.after !== null,
  }
}
