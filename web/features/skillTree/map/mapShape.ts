import type { MapShape } from './layOutTree.ts'

/** From this width on there is room for levels beside each other. */
const WIDE_PX = 520
const INDENT = 20
/** Room for the margins and for the button at the edge of a tile. */
const EDGES = 54

/** How the tiles of a tree with so many levels below its root stand in a box of this width, in pixels. */
export function shapeFor(width: number, levels: number): MapShape {
  if (width === 0 || width >= WIDE_PX) {
    return {
      direction: 'right',
      tileWidth: 220,
      tileHeight: 38,
      levelGap: 40,
      rowGap: 6,
      branchGap: 10,
      maxDrop: 264,
    }
  }
  const tileWidth = Math.round(Math.min(300, Math.max(176, width - EDGES - levels * INDENT)))
  return {
    direction: 'down',
    tileWidth,
    tileHeight: 44,
    levelGap: INDENT,
    rowGap: 8,
    branchGap: 8,
    maxDrop: 0,
  }
}
