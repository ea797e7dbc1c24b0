/** A node of the goal's tree with the drafts of its branch. */
export interface DraftPlace {
  id: string
  title: string
  /** `1.2.3`; see the tree's paths */
  path: string
  depth: number
  subtreeDraftCount: number
}

/** The titles on the way to each node, the root left out where there is anything below it. */
export function namePlaces(places: readonly DraftPlace[]): Map<string, string[]> {
  const titles = new Map(places.map(place => [place.path, place.title]))
  return new Map(
    places.map(({ id, path, title }) => {
      const steps = path.split('.')
      const above = steps
        .slice(1, -1)
        .map((_, index) => titles.get(steps.slice(0, index + 2).join('.')) ?? '')
      return [id, [...above, title]]
    }),
  )
}

export interface PlaceOption {
  value: string
  label: string
}

/** Branches with drafts, in the order of the tree and indented like it; the chosen one stays when its drafts are decided. */
export function listPlaceOptions(places: readonly DraftPlace[], chosenId?: string): PlaceOption[] {
  return places
    .filter(place => place.depth > 0)
    .filter(place => place.subtreeDraftCount > 0 || place.id === chosenId)
    .map(({ id, title, depth, subtreeDraftCount }) => ({
      value: id,
      // A browser folds other spaces within an option.
      label: `${'\u2003'.repeat(depth - 1)}${title} (${subtreeDraftCount})`,
    }))
}

/** Drafts of a branch, or of the whole tree. */
export function countDrafts(places: readonly DraftPlace[], nodeId?: string): number {
  const branch = nodeId === undefined ? places[0] : places.find(place => place.id === nodeId)
  return branch?.subtreeDraftCount ?? 0
}
