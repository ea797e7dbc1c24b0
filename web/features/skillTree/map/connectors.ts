import type { MapNode, MapPlace, MapShape } from './layOutTree.ts'

/** The bend of a line, in pixels. */
const RADIUS = 10

/** The lines from parents to children as one SVG path; `placeOf` is undefined for what is not drawn. */
export function drawConnectors(
  nodes: readonly MapNode[],
  placeOf: (id: string) => MapPlace | undefined,
  shape: MapShape,
): string {
  return nodes
    .map(({ id, parentId }) => {
      const to = placeOf(id)
      const from = parentId === null ? undefined : placeOf(parentId)
      if (!from || !to) return ''
      return shape.direction === 'right' ? drawAcross(from, to, shape) : drawDown(from, to, shape)
    })
    .join('')
}

/** From the right edge of the parent along the middle of the gap to the left edge of the child. */
function drawAcross(from: MapPlace, to: MapPlace, { tileWidth, tileHeight, levelGap }: MapShape): string {
  const startY = from.y + tileHeight / 2
  const endY = to.y + tileHeight / 2
  const middleX = to.x - levelGap / 2
  const start = `M${from.x + tileWidth} ${startY}`
  if (startY === endY) return `${start}H${to.x}`
  const sign = endY > startY ? 1 : -1
  const radius = Math.min(RADIUS, Math.abs(endY - startY) / 2)
  return (
    `${start}H${middleX - radius}Q${middleX} ${startY} ${middleX} ${startY + sign * radius}` +
    `V${endY - sign * radius}Q${middleX} ${endY} ${middleX + radius} ${endY}H${to.x}`
  )
}

/** From the lower edge of the parent down to the line of the child. */
function drawDown(from: MapPlace, to: MapPlace, { tileHeight, levelGap }: MapShape): string {
  const x = from.x + levelGap / 2
  const endY = to.y + tileHeight / 2
  const radius = Math.min(RADIUS, levelGap / 2)
  return `M${x} ${from.y + tileHeight}V${endY - radius}Q${x} ${endY} ${x + radius} ${endY}H${to.x}`
}
