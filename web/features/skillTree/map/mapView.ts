/** Which part of the map is seen: pure arithmetic on places, sizes and the box they are looked at through. */
import { MAX_DEPTH } from '../outline.ts'
import type { MapPlace, MapShape, PlacedTree } from './layOutTree.ts'

/** As the drawing library has it: a place on the map is seen at `place * zoom + (x, y)` pixels in the box. */
export interface MapView {
  x: number
  y: number
  zoom: number
}

export interface Box {
  width: number
  height: number
}

export const zoomBounds = { min: 0.08, max: 1.75 }

/** Below it titles are hard to read, on a small screen sooner: better part of the tree than all of it. */
const readableZoom = { right: 0.7, down: 0.92 }
/** Between the tree and the edge of the box, in pixels on the screen. */
const MARGIN = 20

/** How much of a tile can be read: all of it, its title in the room of the figures too, or only its colour. */
export function distanceAt(zoom: number): 'near' | 'far' | 'farthest' {
  if (zoom >= 0.55) return 'near'
  return zoom >= 0.28 ? 'far' : 'farthest'
}

/** The whole tree in the middle of the box, never larger than life. */
export function fitTree(tree: Box, box: Box): MapView {
  const zoom = clamp(Math.min(fill(box.width, tree.width), fill(box.height, tree.height)), zoomBounds.min, 1)
  return { x: (box.width - tree.width * zoom) / 2, y: (box.height - tree.height * zoom) / 2, zoom }
}

/**
 * What is seen first: the whole tree while its titles can be read, else its beginning as large as the width
 * allows, with the chosen tile in sight.
 */
export function startView(
  tree: PlacedTree,
  shape: MapShape,
  box: Box,
  chosenId: string | undefined,
): MapView {
  const whole = fitTree(tree, box)
  const readable = readableZoom[shape.direction]
  if (whole.zoom >= readable) return whole
  const zoom = clamp(fill(box.width, tree.width), readable, 1)
  const x = Math.max(MARGIN, (box.width - tree.width * zoom) / 2)
  const y = Math.max(MARGIN, (box.height - tree.height * zoom) / 2)
  const chosen = tree.places.get(chosenId ?? '')
  return chosen ? revealTile({ x, y, zoom }, chosen, shape, box) : { x, y, zoom }
}

/** What is seen first of a tree that still grows: its beginning in the corner, and room for what is to come. */
export function startGrowing(shape: MapShape, box: Box): MapView {
  const width = (shape.tileWidth + shape.levelGap) * (MAX_DEPTH + 1)
  const zoom = shape.direction === 'right' ? clamp(fill(box.width, width), readableZoom.right, 1) : 1
  return { x: MARGIN, y: MARGIN, zoom }
}

/** Moves no further than it takes to have the whole tile in sight; the same view when it is. */
export function revealTile(view: MapView, place: MapPlace, shape: MapShape, box: Box): MapView {
  const x = view.x + pushInside(place.x * view.zoom + view.x, shape.tileWidth * view.zoom, box.width)
  const y = view.y + pushInside(place.y * view.zoom + view.y, shape.tileHeight * view.zoom, box.height)
  return x === view.x && y === view.y ? view : { ...view, x, y }
}

/** The view after a place has moved on the map, so that it stays where it was on the screen. */
export function followPlace(view: MapView, before: MapPlace, after: MapPlace): MapView {
  return {
    ...view,
    x: view.x - (after.x - before.x) * view.zoom,
    y: view.y - (after.y - before.y) * view.zoom,
  }
}

/**
 * The tile that stays where it is seen while those around it move: the branch that is folded; else none while the
 * beginning of the tree is in sight, where nothing moves by itself; else the one with the focus or, without, the
 * one nearest to the middle of the box.
 */
export function findSteadyTile(
  view: MapView,
  shape: MapShape,
  box: Box,
  { before, after }: { before: PlacedTree; after: PlacedTree },
  foldedId: string | undefined,
  focusedId: string | undefined,
): string | undefined {
  const isInBoth = (id: string) => before.places.has(id) && after.places.has(id)
  if (foldedId && isInBoth(foldedId)) return foldedId
  if (view.y >= 0) return undefined
  if (focusedId && isInBoth(focusedId)) return focusedId
  const x = (box.width / 2 - view.x) / view.zoom - shape.tileWidth / 2
  const y = (box.height / 2 - view.y) / view.zoom - shape.tileHeight / 2
  const distanceOf = (place: MapPlace) => Math.hypot(place.x - x, place.y - y)
  const kept = [...before.places].filter(([id]) => isInBoth(id))
  return kept.toSorted(([, a], [, b]) => distanceOf(a) - distanceOf(b))[0]?.[0]
}

/** How large something is drawn to fill what is available; a box that is not drawn yet is no limit. */
function fill(available: number, size: number): number {
  return size > 0 && available > 0 ? Math.max(0, available - 2 * MARGIN) / size : 1
}

/** How far something has to move to be inside with a margin; what is larger is seen from its start. */
function pushInside(start: number, size: number, available: number): number {
  if (size > available) return -start
  const margin = Math.min(MARGIN, (available - size) / 2)
  if (start < margin) return margin - start
  return Math.min(0, available - margin - size - start)
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value))
}
