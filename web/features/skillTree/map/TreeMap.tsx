import '@xyflow/react/dist/base.css'
import type { FragmentType } from '@apollo/client'
import { ReactFlowProvider } from '@xyflow/react'
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useFragmentData } from '../../../apollo/useFragmentData.ts'
import type { SkillTreeOutlineFragment } from '../../../gql/graphql.ts'
import { isGrowing, type JobState } from '../../generation/jobState.ts'
import { readOutline } from '../outline.ts'
import { SkillTreeOutlineFragmentDoc } from '../treeDocuments.ts'
import { MapCanvas } from './MapCanvas.tsx'
import { MapLegend } from './MapLegend.tsx'
import { shapeFor } from './mapShape.ts'
import type { Box } from './mapView.ts'
import classes from './TreeMap.module.css'

interface TreeMapProps {
  tree: FragmentType<SkillTreeOutlineFragment>
  selectedId: string | undefined
  onOpen: (nodeId: string) => void
  /** What makes the tree, or made it last. */
  job?: JobState
}

/** The tree as a map. It needs the size of its box first, which decides how the tiles are laid out. */
export function TreeMap({ tree: masked, selectedId, onOpen, job }: TreeMapProps) {
  const tree = useFragmentData(SkillTreeOutlineFragmentDoc, masked)
  const outline = useMemo(() => readOutline(tree.nodes), [tree.nodes])
  const frame = useRef<HTMLDivElement>(null)
  const box = useBox(frame)
  const levels = outline.entries.get(outline.rootId)?.height ?? 0
  const shape = useMemo(() => box && shapeFor(box.width, levels), [box?.width, levels])
  return (
    <div className={classes.map}>
      <div ref={frame} className={classes.frame} aria-busy={isGrowing(job) || undefined}>
        {box && shape && (
          <ReactFlowProvider>
            <MapCanvas
              tree={tree}
              outline={outline}
              box={box}
              shape={shape}
              selectedId={selectedId}
              isGrowing={isGrowing(job)}
              onOpen={onOpen}
            />
          </ReactFlowProvider>
        )}
      </div>
      <MapLegend />
    </div>
  )
}

/** The size of an element, known before anything in it is painted. */
function useBox(element: React.RefObject<HTMLElement | null>): Box | undefined {
  const [box, setBox] = useState<Box>()
  useLayoutEffect(() => {
    const measure = () => {
      const { clientWidth: width = 0, clientHeight: height = 0 } = element.current ?? {}
      setBox(before => (before?.width === width && before.height === height ? before : { width, height }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element.current!)
    return () => observer.disconnect()
  }, [element])
  return box
}
