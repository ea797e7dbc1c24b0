import { ReactFlow, useStore } from '@xyflow/react'
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { listPath, listRows, type Outline } from '../outline.ts'
import type { KeyStep } from '../outlineKeys.ts'
import type { Tree, TreeNode } from '../treeActions.ts'
import { useCollapsed } from '../useCollapsed.ts'
import { keepView, readKeptView } from './keptView.ts'
import { layOutTree, type MapShape } from './layOutTree.ts'
import { MapConnectors } from './MapConnectors.tsx'
import { MapControls } from './MapControls.tsx'
import { MapTile, tileElementId } from './MapTile.tsx'
import { stepOnMap } from './mapKeys.ts'
import { type Box, distanceAt, startView, zoomBounds } from './mapView.ts'
import classes from './TreeMap.module.css'
import { useMapView } from './useMapView.ts'
import { useTiles } from './useTiles.ts'

interface MapCanvasProps {
  tree: Tree
  outline: Outline<TreeNode>
  box: Box
  shape: MapShape
  selectedId: string | undefined
  onOpen: (nodeId: string) => void
}

const nodeTypes = { tile: MapTile }
/** A big tree starts with its subtopics closed. */
const CLOSED_DEPTH_WHEN_BIG = 2
/** How far beyond the tiles the map can be moved, in pixels at full size. */
const ROOM_AROUND = 480

export function MapCanvas({ tree, outline, box, shape, selectedId, onOpen }: MapCanvasProps) {
  const { collapsed, setOpen } = useCollapsed(tree.id, tree.nodes, CLOSED_DEPTH_WHEN_BIG)
  const rows = useMemo(() => listRows(outline, collapsed), [outline, collapsed])
  const placed = useMemo(
    () =>
      layOutTree(
        rows.map(({ node, parentId }) => ({ id: node.id, parentId })),
        shape,
      ),
    [rows, shape],
  )
  const [activeId, setActiveId] = useState(selectedId ?? outline.rootId)
  const activeRow = rows.find(row => row.node.id === activeId) ?? rows[0]
  const folded = useRef<string>(undefined)
  const tiles = useTiles({ outline, rows, placed, shape, activeId: activeRow?.node.id, selectedId })
  const chosenPath = useMemo(
    () => (selectedId ? listPath(outline, selectedId).map(node => node.id) : []),
    [outline, selectedId],
  )
  const parentOf = useCallback((id: string) => outline.entries.get(id)?.parentId ?? null, [outline])
  const distance = useStore(state => distanceAt(state.transform[2]))
  const view = useMapView({
    placed,
    shape,
    box,
    selectedId,
    findAnchor: () => folded.current ?? findFocusedTile(),
  })
  const [firstView] = useState(
    () => readKeptView(tree.id, shape.direction) ?? startView(placed, shape, box, selectedId),
  )

  // Opens the way to a node that was chosen elsewhere, and has it in sight.
  useEffect(() => {
    if (!selectedId) return
    setActiveId(selectedId)
    const above = listPath(outline, selectedId).slice(0, -1)
    setOpen(
      above.map(node => node.id),
      true,
    )
  }, [selectedId])
  const isSelectedShown = selectedId !== undefined && placed.places.has(selectedId)
  useEffect(() => {
    if (isSelectedShown && selectedId !== outline.rootId) view.reveal(selectedId)
  }, [selectedId, isSelectedShown])

  // Only what is folded by hand holds its place; later changes come from elsewhere.
  useEffect(() => {
    folded.current = undefined
  }, [placed])

  const fold = (id: string, isOpen: boolean) => {
    folded.current = id
    setOpen([id], isOpen)
  }

  const focusTile = (id: string) => {
    setActiveId(id)
    document.getElementById(tileElementId(id))?.focus({ preventScroll: true })
    view.reveal(id)
  }

  const step = ({ focusId, expand = [] }: KeyStep) => {
    for (const id of expand) fold(id, true)
    if (focusId) focusTile(focusId)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const id = (event.target as HTMLElement).dataset.nodeId
    if (!id || event.ctrlKey || event.metaKey || event.altKey) return
    const done = () => {
      event.preventDefault()
      event.stopPropagation()
    }
    if (event.shiftKey && view.panByKey(event.key)) return done()
    if (event.key === '=') {
      done()
      view.zoomIn()
    } else if (event.key === 'Enter') {
      done()
      onOpen(id)
    } else if (event.key === ' ') {
      done()
      const row = rows.find(candidate => candidate.node.id === id)
      if (row?.hasChildren) fold(id, !row.isExpanded)
    } else {
      const next = stepOnMap(rows, id, event.key, shape.direction)
      if (!next) return
      done()
      step(next)
    }
  }

  const onClick = (event: MouseEvent) => {
    const element = event.target as Element
    const id = element.closest<HTMLElement>('[data-node-id]')?.dataset.nodeId
    if (!id) return
    setActiveId(id)
    if (element.closest('[data-action="fold"]')) {
      document.getElementById(tileElementId(id))?.focus({ preventScroll: true })
      fold(id, collapsed.has(id))
    } else onOpen(id)
  }

  const branches = [...outline.entries.values()].filter(
    ({ childIds, node }) => childIds.length > 0 && node.depth > 0,
  )
  const openAll = (isOpen: boolean) => {
    setOpen(
      branches.map(({ node }) => node.id),
      isOpen,
    )
  }

  return (
    <>
      <p id="map-words" className="visuallyHidden">
        The topics of the outline drawn as tiles. Arrow keys walk, Enter opens a topic, Space closes or opens
        its branch, plus and minus zoom, 0 shows the whole tree, Shift and arrows move the map. A screen
        reader says more in the outline.
      </p>
      <MapControls
        isAllOpen={branches.length === 0 ? null : branches.every(({ node }) => !collapsed.has(node.id))}
        onZoomIn={view.zoomIn}
        onZoomOut={view.zoomOut}
        onFit={view.fit}
        onOpenAll={openAll}
      />
      <ReactFlow
        className={classes.flow}
        data-distance={distance}
        aria-label={`Map of ${tree.goal.title}`}
        aria-describedby="map-words"
        nodes={tiles}
        nodeTypes={nodeTypes}
        defaultViewport={firstView}
        minZoom={zoomBounds.min}
        maxZoom={zoomBounds.max}
        translateExtent={[
          [-ROOM_AROUND, -ROOM_AROUND],
          [placed.width + ROOM_AROUND, placed.height + ROOM_AROUND],
        ]}
        onKeyDown={onKeyDown}
        onKeyUp={stopSpace}
        onClick={onClick}
        onMoveEnd={(_, moved) => keepView(tree.id, shape.direction, moved)}
        attributionPosition="bottom-left"
        panOnScroll
        zoomOnDoubleClick={false}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        panActivationKeyCode={null}
        zoomActivationKeyCode={null}
      >
        <MapConnectors parentOf={parentOf} shape={shape} chosenPath={chosenPath} />
      </ReactFlow>
    </>
  )
}

/** Some browsers press a button when Space comes up again. */
function stopSpace(event: KeyboardEvent) {
  if (event.key === ' ' && (event.target as HTMLElement).dataset.nodeId) event.preventDefault()
}

function findFocusedTile(): string | undefined {
  const element = document.activeElement
  return element instanceof HTMLElement ? element.dataset.nodeId : undefined
}
