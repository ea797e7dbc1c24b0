import { type PointerEvent as ReactPointerEvent, useEffect, useRef, useState } from 'react'
import type { Outline, OutlineRow } from './outline.ts'
import { type DropZone, type NodePlace, placeByDrop } from './outlineMoves.ts'
import type { TreeNode } from './treeActions.ts'

export interface DragState {
  id: string
  target?: { rowId: string; zone: DropZone; place: NodePlace }
}

interface DragPorts {
  outline: Outline<TreeNode>
  rows: readonly OutlineRow<TreeNode>[]
  onDrop: (id: string, place: NodePlace) => void
  onExpand: (id: string) => void
}

/** A mouse drags once it has moved this far, so that a click stays a click. */
const DRAG_THRESHOLD_PX = 5
const EDGE_PX = 56
const HOVER_OPENS_MS = 700

/**
 * Moving a node with a pointer: with a mouse from anywhere in the row, with a finger or pen by its handle
 * (so that the page still scrolls). Escape gives up; the page scrolls near its edges; a closed node opens
 * when the pointer rests on it.
 */
export function useOutlineDrag(ports: DragPorts) {
  const [drag, setDrag] = useState<DragState | null>(null)
  const latest = useRef(ports)
  latest.current = ports
  const stopRef = useRef<() => void>(undefined)
  useEffect(() => () => stopRef.current?.(), [])

  const onPointerDown = (event: ReactPointerEvent) => {
    const element = event.target as Element
    const id = element.closest<HTMLElement>('[data-node-id]')?.dataset.nodeId
    const action = element.closest<HTMLElement>('[data-action]')?.dataset.action
    if (!id || event.button !== 0 || !event.isPrimary || element.closest('input')) return
    const canStart = action === 'drag' || (event.pointerType === 'mouse' && action === undefined)
    if (!canStart || latest.current.outline.entries.get(id)?.parentId == null) return
    if (action === 'drag') event.preventDefault()
    stopRef.current?.()
    stopRef.current = followPointer(id, event.nativeEvent, latest, setDrag)
  }

  return { drag, onPointerDown }
}

function followPointer(
  id: string,
  start: PointerEvent,
  ports: { current: DragPorts },
  setDrag: (drag: DragState | null) => void,
): () => void {
  let state: DragState | null = null
  let pointer = { x: start.clientX, y: start.clientY }
  let frame = 0
  let resting = { rowId: '', sinceMs: 0 }

  const update = () => {
    const target = findTarget(id, pointer, ports.current)
    if (state?.target?.rowId === target?.rowId && state?.target?.zone === target?.zone) return
    state = { id, target }
    setDrag(state)
  }

  const tick = (nowMs: number) => {
    const speed = scrollSpeed(pointer.y, window.innerHeight)
    if (speed !== 0) {
      window.scrollBy(0, speed)
      update()
    }
    const hovered = rowAt(pointer)?.dataset.nodeId ?? ''
    if (hovered !== resting.rowId) resting = { rowId: hovered, sinceMs: nowMs }
    else if (hovered && hovered !== id && nowMs - resting.sinceMs > HOVER_OPENS_MS)
      ports.current.onExpand(hovered)
    frame = requestAnimationFrame(tick)
  }

  const onMove = (event: PointerEvent) => {
    if (event.pointerId !== start.pointerId) return
    pointer = { x: event.clientX, y: event.clientY }
    if (!state) {
      const distance = Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY)
      if (distance < DRAG_THRESHOLD_PX) return
      state = { id }
      setDrag(state)
      document.getSelection()?.removeAllRanges()
      frame = requestAnimationFrame(tick)
    }
    update()
  }

  const stop = () => {
    cancelAnimationFrame(frame)
    window.removeEventListener('pointermove', onMove)
    window.removeEventListener('pointerup', onUp)
    window.removeEventListener('pointercancel', stop)
    window.removeEventListener('keydown', onKeyDown, true)
    if (state) setDrag(null)
    state = null
  }

  const onUp = (event: PointerEvent) => {
    if (event.pointerId !== start.pointerId) return
    const place = state?.target?.place
    if (state) window.addEventListener('click', swallow, { capture: true, once: true })
    setTimeout(() => window.removeEventListener('click', swallow, true))
    stop()
    if (place) ports.current.onDrop(id, place)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !state) return
    event.preventDefault()
    event.stopPropagation()
    stop()
  }

  window.addEventListener('pointermove', onMove)
  window.addEventListener('pointerup', onUp)
  window.addEventListener('pointercancel', stop)
  window.addEventListener('keydown', onKeyDown, true)
  return stop
}

function findTarget(id: string, pointer: { x: number; y: number }, { outline, rows }: DragPorts) {
  const element = rowAt(pointer)
  const row = rows.find(candidate => candidate.node.id === element?.dataset.nodeId)
  if (!element || !row) return undefined
  const box = element.getBoundingClientRect()
  const place = placeByDrop(outline, id, row, (pointer.y - box.top) / box.height)
  if (!place) return undefined
  const { zone, parentId, position } = place
  return { rowId: row.node.id, zone, place: { parentId, position } }
}

function rowAt({ x, y }: { x: number; y: number }): HTMLElement | null {
  return document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-node-id]') ?? null
}

/** Pixels per frame: faster the nearer to the edge, 0 elsewhere. */
function scrollSpeed(y: number, height: number): number {
  if (y < EDGE_PX) return (y - EDGE_PX) / 5
  if (y > height - EDGE_PX) return (y - height + EDGE_PX) / 5
  return 0
}

function swallow(event: Event): void {
  event.stopPropagation()
  event.preventDefault()
}
