import { useStore, ViewportPortal } from '@xyflow/react'
import { useMemo } from 'react'
import { drawConnectors } from './connectors.ts'
import type { MapShape } from './layOutTree.ts'
import type { TileNode } from './MapTile.tsx'
import classes from './TreeMap.module.css'

interface MapConnectorsProps {
  parentOf: (id: string) => string | null
  shape: MapShape
  /** From the root to the chosen node. */
  chosenPath: readonly string[]
}

/**
 * The lines between the tiles, all in one path: hundreds cost no more than one. They follow the places of the
 * tiles that are drawn, so that both move at once.
 */
export function MapConnectors({ parentOf, shape, chosenPath }: MapConnectorsProps) {
  const tiles = useStore(state => state.nodes) as TileNode[]
  const lines = useMemo(() => {
    const places = new Map(tiles.map(({ id, position }) => [id, position]))
    const draw = (ids: readonly string[]) =>
      drawConnectors(
        ids.map(id => ({ id, parentId: parentOf(id) })),
        id => places.get(id),
        shape,
      )
    return { all: draw([...places.keys()]), chosen: draw(chosenPath) }
  }, [tiles, parentOf, shape, chosenPath])
  return (
    <ViewportPortal>
      <svg className={classes.lines} aria-hidden="true">
        <path d={lines.all} />
        <path d={lines.chosen} data-chosen />
      </svg>
    </ViewportPortal>
  )
}
