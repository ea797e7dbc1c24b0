/** A node of the goal's tree with its own drafts. */
export interface DraftPlace {
  id: string
  title: string
  /** `1.2.3`; see the tree's paths */
  path: string
  depth: number
  draftCount: number
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
    .map(place => ({ ...place, draftCount: sumBelow(places, place.path) }))
    .filter(place => place.draftCount > 0 || place.id === chosenId)
    .map(({ id, title, depth, draftCount }) => ({
      value: id,
      // A browser folds other spaces within an option.
      label: `${'\u2003'.repeat(depth - 1)}${title} (${draftCount})`,
    }))
}

/** Drafts of a branch, or of the whole tree. */
export function countDrafts(places: readonly DraftPlace[], nodeId?: string): number {
  const branch = nodeId === undefined ? places[0] : places.find(place => place.id === nodeId)
  return branch ? sumBelow(places, branch.path) : 0
}

function sumBelow(places: readonly DraftPlace[], path: string): number {
  return places
    .filter(place => place.path === path || place.path.startsWith(`${path}.`))
    .reduce((sum, place) => sum + place.draftCount, 0)
}
