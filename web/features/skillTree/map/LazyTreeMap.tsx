import { type ComponentProps, lazy, Suspense } from 'react'
import { TreeMapSkeleton } from './TreeMapSkeleton.tsx'

/** The map and the library that draws it come when the map is asked for. */
const TreeMap = lazy(() => import('./TreeMap.tsx').then(module => ({ default: module.TreeMap })))

export function LazyTreeMap(props: ComponentProps<typeof TreeMap>) {
  return (
    <Suspense
      fallback={
        <div role="status" aria-label="Loading the map" aria-busy>
          <TreeMapSkeleton />
        </div>
      }
    >
      <TreeMap {...props} />
    </Suspense>
  )
}
