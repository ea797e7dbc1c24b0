import type { ReactFlowProps } from '@xyflow/react'
import { MapTile, type TileNode } from './MapTile.tsx'
import { zoomBounds } from './mapView.ts'

/**
 * The drawing library as a map to look at: it moves and zooms, and leaves keys, choice and focus to us. The wheel
 * moves, a pinch or Ctrl and the wheel zoom. Its name stays in the corner, as its makers ask.
 */
export const flowOptions = {
  nodeTypes: { tile: MapTile },
  minZoom: zoomBounds.min,
  maxZoom: zoomBounds.max,
  attributionPosition: 'bottom-left',
  panOnScroll: true,
  zoomOnDoubleClick: false,
  nodesDraggable: false,
  nodesConnectable: false,
  nodesFocusable: false,
  elementsSelectable: false,
  disableKeyboardA11y: true,
  deleteKeyCode: null,
  selectionKeyCode: null,
  multiSelectionKeyCode: null,
  panActivationKeyCode: null,
  zoomActivationKeyCode: null,
} as const satisfies Partial<ReactFlowProps<TileNode>>
