import type { GoalStatus } from '../../gql/graphql.ts'

export type BulkAction = 'pause' | 'resume' | 'archive' | 'restore'

const concerned: Record<BulkAction, GoalStatus[]> = {
  pause: ['ACTIVE'],
  resume: ['PAUSED'],
  archive: ['ACTIVE', 'PAUSED', 'COMPLETED'],
  restore: ['ARCHIVED'],
}

export const statusAfter: Record<BulkAction, GoalStatus> = {
  pause: 'PAUSED',
  resume: 'ACTIVE',
  archive: 'ARCHIVED',
  restore: 'ACTIVE',
}

/** Which of the chosen goals an action is for; the others stay as they are. */
export function chooseFor<G extends { status: GoalStatus }>(action: BulkAction, goals: readonly G[]): G[] {
  return goals.filter(goal => concerned[action].includes(goal.status))
}

/** The chosen goals by the status they are put back to. A completed goal cannot be put back as completed. */
export function groupForUndo(
  goals: readonly { id: string; status: GoalStatus }[],
): Array<[GoalStatus, string[]]> {
  const statuses: GoalStatus[] = ['ACTIVE', 'PAUSED', 'ARCHIVED']
  return statuses
    .map((status): [GoalStatus, string[]] => [
      status,
      goals.filter(goal => goal.status === status).map(goal => goal.id),
    ])
    .filter(([, ids]) => ids.length > 0)
}
