import type { MapShape } from './layOutTree.ts'
import type { MapView } from './mapView.ts'

/** The view of a tree, kept for as long as the tab is open: coming back from a topic finds the map as it was. */
export function readKeptView(treeId: string, direction: MapShape['direction']): MapView | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(keyOf(treeId)) ?? 'null')
    const isView = kept?.direction === direction && [kept.x, kept.y, kept.zoom].every(Number.isFinite)
    return isView ? { x: kept.x, y: kept.y, zoom: kept.zoom } : undefined
  } catch {
    return undefined
  }
}

export function keepView(treeId: string, direction: MapShape['direction'], view: MapView): void {
  try {
    sessionStorage.setItem(keyOf(treeId), JSON.stringify({ direction, ...view }))
  } catch {
    // Without storage the map starts anew.
  }
}

const keyOf = (treeId: string) => `memoryloop.map.${treeId}`
