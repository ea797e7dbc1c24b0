import type { ApolloCache } from '@apollo/client'

type Modifier = (existing: never, details: { storeFieldName: string }) => unknown

/** Changes fields of the viewer in the cache: lists, settings and figures that no mutation returns with an id. */
export function modifyViewer(cache: ApolloCache, fields: Record<string, Modifier>) {
  for (const id of findViewers(cache)) cache.modify({ id, fields: fields as Record<string, never> })
}

/** Has the viewer's field asked for again when it is next shown. */
export function forgetViewerField(cache: ApolloCache, fieldName: string) {
  for (const id of findViewers(cache)) cache.evict({ id, fieldName })
}

function findViewers(cache: ApolloCache): string[] {
  return Object.keys(cache.extract() as object).filter(id => id.startsWith('Viewer:'))
}
