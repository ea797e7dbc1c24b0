import type { ObjectRef } from '@pothos/core'
import { type CursorPosition, encodeCursor, type RowPage } from '../db/pages.ts'
import { builder } from './builder.ts'

/** A page of a list and, only when asked for, its total. */
export interface Connection<T> extends RowPage<T> {
  countTotal: () => number | Promise<number>
}

const pageInfo = builder.objectRef<RowPage<unknown>>('PageInfo').implement({
  description: 'Where a page stands in its list.',
  fields: t => ({
    hasNextPage: t.exposeBoolean('hasNextPage', { description: 'Whether more follow.' }),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage', { description: 'Whether some come before.' }),
    startCursor: t.string({
      nullable: true,
      description: 'Cursor of the first edge.',
      resolve: page => cursorOf(page.rows[0]),
    }),
    endCursor: t.string({
      nullable: true,
      description: 'Cursor of the last edge: pass it as `after` for the next page.',
      resolve: page => cursorOf(page.rows.at(-1)),
    }),
  }),
})

/** Relay connection and edge types over `node`. */
export function defineConnection<T>(name: string, node: ObjectRef<typeof builder.$inferSchemaTypes, T>) {
  const edge = builder.objectRef<{ cursorPosition: CursorPosition; node: T }>(`${name}Edge`).implement({
    description: 'An entry of a list and its cursor.',
    fields: t => ({
      cursor: t.string({
        resolve: row => encodeCursor(row.cursorPosition),
        description: 'Place in the list.',
      }),
      node: t.field({ type: node, resolve: row => row.node as never, description: 'The entry.' }),
    }),
  })
  return builder.objectRef<Connection<T>>(`${name}Connection`).implement({
    description: 'A page of a list.',
    fields: t => ({
      edges: t.field({ type: [edge], resolve: page => page.rows, description: 'The entries of this page.' }),
      pageInfo: t.field({ type: pageInfo, resolve: page => page, description: 'Where this page stands.' }),
      totalCount: t.int({
        description: 'Entries of the whole list.',
        // What stands on one page is counted already.
        resolve: page => (page.hasPreviousPage || page.hasNextPage ? page.countTotal() : page.rows.length),
      }),
    }),
  })
}

function cursorOf(row: { cursorPosition: CursorPosition } | undefined): string | null {
  return row ? encodeCursor(row.cursorPosition) : null
}
