/** Which topics the page shows, as its address says it. */
export interface TopicsView {
  show: TopicsShow
  search: string
}

export type TopicsShow = 'all' | 'wanted' | 'without' | 'with'

/** From so many learners on, a topic without a curated tree deserves one. */
export const wantedFromUsers = 50

export const shows: Array<{ value: TopicsShow; label: string }> = [
  { value: 'all', label: 'All topics' },
  { value: 'wanted', label: 'Wanted: 50 learners, no tree' },
  { value: 'without', label: 'Without a curated tree' },
  { value: 'with', label: 'With a curated tree' },
]

export function readTopicsView(search: { show?: string; search?: string }): TopicsView {
  const show = shows.find(({ value }) => value === search.show)?.value ?? 'all'
  return { show, search: search.search?.trim() ?? '' }
}

/** The address keeps only what differs from the plain page. */
export function toTopicsSearch(view: TopicsView) {
  return {
    show: view.show === 'all' ? undefined : view.show,
    search: view.search === '' ? undefined : view.search,
  }
}

export function toTopicsVariables({ show, search }: TopicsView) {
  return {
    search: search || undefined,
    minUsers: show === 'wanted' ? wantedFromUsers : undefined,
    hasCuratedTree: show === 'all' ? undefined : show === 'with',
  }
}
