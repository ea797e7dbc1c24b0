import type { GoalOrder, GoalStatus } from '../../gql/graphql.ts'

/** Which goals the page shows, as its address says it. */
export interface GoalsView {
  show: 'current' | 'active' | 'paused' | 'completed' | 'archived'
  order: GoalOrder
  search: string
}

const statusesByShow: Record<GoalsView['show'], GoalStatus[] | undefined> = {
  current: undefined,
  active: ['ACTIVE'],
  paused: ['PAUSED'],
  completed: ['COMPLETED'],
  archived: ['ARCHIVED'],
}

const orders: GoalOrder[] = ['CREATED', 'UPDATED', 'TITLE', 'MASTERY', 'DUE']

export function readGoalsView(search: { show?: string; order?: string; search?: string }): GoalsView {
  const show = search.show && search.show in statusesByShow ? (search.show as GoalsView['show']) : 'current'
  const order = orders.find(candidate => candidate === search.order?.toUpperCase()) ?? 'CREATED'
  return { show, order, search: search.search?.trim() ?? '' }
}

/** The address keeps only what differs from the plain page. */
export function toGoalsSearch(view: GoalsView) {
  return {
    show: view.show === 'current' ? undefined : view.show,
    order: view.order === 'CREATED' ? undefined : view.order.toLowerCase(),
    search: view.search === '' ? undefined : view.search,
  }
}

export function toGoalsVariables(view: GoalsView) {
  return { status: statusesByShow[view.show], orderBy: view.order, search: view.search || undefined }
}

/** Whether a goal with this status belongs to the list with these statuses; no list: all but archived. */
export function isGoalShown(status: GoalStatus, statuses: readonly GoalStatus[] | null | undefined): boolean {
  return statuses ? statuses.includes(status) : status !== 'ARCHIVED'
}
