import { useRef } from 'react'
import { listSubtree, type Outline, type OutlineRow } from '../outline.ts'
import type { TreeNode } from '../treeActions.ts'
import type { MapShape, PlacedTree } from './layOutTree.ts'
import type { TileData, TileNode } from './MapTile.tsx'

interface TileSource {
  outline: Outline<TreeNode>
  rows: readonly OutlineRow<TreeNode>[]
  placed: PlacedTree
  shape: MapShape
  activeId: string | undefined
  selectedId: string | undefined
}

/** The tiles as the drawing library takes them; one that has not changed stays the same object, and is not drawn again. */
export function useTiles({ outline, rows, placed, shape, activeId, selectedId }: TileSource): TileNode[] {
  const known = useRef<ReadonlyMap<string, TileNode>>(new Map())
  const tiles = rows.map(({ node, isOffAbove, hasChildren, isExpanded }) => {
    const data: TileData = {
      node,
      isOffAbove,
      hasChildren,
      isExpanded,
      belowCount: hasChildren ? listSubtree(outline, node.id).length - 1 : 0,
      isActive: node.id === activeId,
      isSelected: node.id === selectedId,
    }
    const position = placed.places.get(node.id) ?? { x: 0, y: 0 }
    const before = known.current.get(node.id)
    const isSame =
      before?.width === shape.tileWidth && isEqual(before.position, position) && isEqual(before.data, data)
    return isSame ? before : toTile(node.id, position, data, shape)
  })
  known.current = new Map(tiles.map(tile => [tile.id, tile]))
  return tiles
}

function toTile(id: string, position: TileNode['position'], data: TileData, shape: MapShape): TileNode {
  return {
    id,
    type: 'tile',
    position,
    data,
    width: shape.tileWidth,
    height: shape.tileHeight,
    ariaRole: 'presentation',
    // The wrapper says nothing: the tile within is a button with a name.
    domAttributes: { 'aria-roledescription': undefined },
  }
}

function isEqual<T extends object>(a: T, b: T): boolean {
  return (Object.keys(b) as (keyof T)[]).every(key => a[key] === b[key])
}
