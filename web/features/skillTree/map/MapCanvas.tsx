import { ReactFlow, useStore } from '@xyflow/react'
import { type MouseEvent, useCallback, useEffect, useMemo, useState } from 'react'
import { listPath, type Outline } from '../outline.ts'
import type { Tree, TreeNode } from '../treeActions.ts'
import { flowOptions } from './flowOptions.ts'
import { keepView, readKeptView } from './keptView.ts'
import { layOutTree, type MapShape } from './layOutTree.ts'
import { MapConnectors } from './MapConnectors.tsx'
import { MapControls } from './MapControls.tsx'
import { tileElementId } from './MapTile.tsx'
import { createMapKeys } from './mapKeyHandlers.ts'
import { type Box, distanceAt, startGrowing, startView } from './mapView.ts'
import classes from './TreeMap.module.css'
import { useFolding } from './useFolding.ts'
import { useMapView } from './useMapView.ts'
import { useTiles } from './useTiles.ts'

interface MapCanvasProps {
  tree: Tree
  outline: Outline<TreeNode>
  box: Box
  shape: MapShape
  selectedId: string | undefined
  isGrowing: boolean
  onOpen: (nodeId: string) => void
}

/** How far beyond the tiles the map can be moved, in pixels at full size. */
const ROOM_AROUND = 480

export function MapCanvas(props: MapCanvasProps) {
  const { tree, outline, box, shape, selectedId, isGrowing, onOpen } = props
  const folding = useFolding(tree.id, outline)
  const { rows, setOpen } = folding
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
    findFolded: folding.findFolded,
    findFocused: findFocusedTile,
  })
  const [firstView] = useState(() => {
    const kept = readKeptView(tree.id, shape.direction)
    return kept ?? (isGrowing ? startGrowing(shape, box) : startView(placed, shape, box, selectedId))
  })

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

  useEffect(folding.forgetFolded, [placed])

  const focusTile = (id: string) => {
    setActiveId(id)
    document.getElementById(tileElementId(id))?.focus({ preventScroll: true })
    view.reveal(id)
  }

  const keys = createMapKeys({
    rows,
    direction: shape.direction,
    onOpen,
    onFold: folding.fold,
    onFocus: focusTile,
    onZoomIn: view.zoomIn,
    panByKey: view.panByKey,
  })

  const onClick = (event: MouseEvent) => {
    const element = event.target as Element
    const id = element.closest<HTMLElement>('[data-node-id]')?.dataset.nodeId
    if (!id) return
    setActiveId(id)
    if (element.closest('[data-action="fold"]')) {
      document.getElementById(tileElementId(id))?.focus({ preventScroll: true })
      folding.fold(id, !folding.isOpen(id))
    } else onOpen(id)
  }

  return (
    <>
      <p id="map-words" className="visuallyHidden">
        The topics of the outline drawn as tiles. Arrow keys walk, Enter opens a topic, Space closes or opens
        its branch, plus and minus zoom, 0 shows the whole tree, Shift and arrows move the map. A screen
        reader says more in the outline.
      </p>
      <MapControls
        isAllOpen={folding.isAllOpen}
        onZoomIn={view.zoomIn}
        onZoomOut={view.zoomOut}
        onFit={view.fit}
        onOpenAll={folding.foldAll}
      />
      <ReactFlow
        className={classes.flow}
        data-distance={distance}
        aria-label={`Map of ${tree.goal.title}`}
        aria-describedby="map-words"
        nodes={tiles}
        defaultViewport={firstView}
        translateExtent={[
          [-ROOM_AROUND, -ROOM_AROUND],
          [placed.width + ROOM_AROUND, placed.height + ROOM_AROUND],
        ]}
        onClick={onClick}
        onMoveEnd={(_, moved) => keepView(tree.id, shape.direction, moved)}
        {...flowOptions}
        {...keys}
      >
        <MapConnectors parentOf={parentOf} shape={shape} chosenPath={chosenPath} />
      </ReactFlow>
    </>
  )
}

function findFocusedTile(): string | undefined {
  const element = document.activeElement
  return element instanceof HTMLElement ? element.dataset.nodeId : undefined
}
