import { useReducedMotion } from '@mantine/hooks'
import { useReactFlow } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import type { MapShape, PlacedTree } from './layOutTree.ts'
import { type Box, findSteadyTile, fitTree, followPlace, revealTile, startView } from './mapView.ts'

interface MapViewPorts {
  placed: PlacedTree
  shape: MapShape
  box: Box
  selectedId: string | undefined
  /** The branch that is being closed or opened, and the tile that has the focus. */
  findFolded: () => string | undefined
  findFocused: () => string | undefined
}

const MOVE_MS = 160
const ZOOM_STEP = 1.3
const PAN_STEP_PX = 80

const panSteps: Record<string, readonly [x: number, y: number]> = {
  ArrowUp: [0, PAN_STEP_PX],
  ArrowDown: [0, -PAN_STEP_PX],
  ArrowLeft: [PAN_STEP_PX, 0],
  ArrowRight: [-PAN_STEP_PX, 0],
}

/** Zooming and panning by buttons and keys, and a view that stays steady while the tree changes under it. */
export function useMapView(ports: MapViewPorts) {
  const { placed, shape, box, selectedId, findFolded, findFocused } = ports
  const { getViewport, setViewport, getZoom, zoomTo } = useReactFlow()
  const duration = useReducedMotion() ? 0 : MOVE_MS
  const shown = useRef({ placed, shape })

  // After the tiles have been given their new places, before they are painted there.
  useEffect(() => {
    const before = shown.current
    shown.current = { placed, shape }
    if (before.placed === placed) return
    if (before.shape.direction !== shape.direction) {
      setViewport(startView(placed, shape, box, selectedId))
      return
    }
    const view = getViewport()
    const change = { before: before.placed, after: placed }
    const steadyId = findSteadyTile(view, shape, box, change, findFolded(), findFocused())
    if (!steadyId) return
    setViewport(followPlace(view, before.placed.places.get(steadyId)!, placed.places.get(steadyId)!))
  })

  return {
    fit: () => setViewport(fitTree(placed, box), { duration }),
    zoomIn: () => zoomTo(getZoom() * ZOOM_STEP, { duration }),
    zoomOut: () => zoomTo(getZoom() / ZOOM_STEP, { duration }),
    /** Has a tile in sight, moving no further than needed. */
    reveal(id: string) {
      const place = placed.places.get(id)
      const view = getViewport()
      if (!place || box.width === 0) return
      const next = revealTile(view, place, shape, box)
      if (next !== view) setViewport(next, { duration })
    },
    /** False for a key that does not pan. */
    panByKey(key: string): boolean {
      const step = panSteps[key]
      if (!step) return false
      const { x, y, zoom } = getViewport()
      setViewport({ x: x + step[0], y: y + step[1], zoom }, { duration })
      return true
    },
  }
}
