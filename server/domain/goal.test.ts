import { describe, expect, it } from 'vitest'
import { InvalidInput } from './errors.ts'
import { decideGoalChange, type GoalStatus } from './goal.ts'

const now = new Date('2026-03-10T10:00:00Z')
const before = new Date('2026-01-01T10:00:00Z')
const goalThatIs = (status: GoalStatus, completedAt: Date | null = null) => ({
  status,
  completedAt,
  archivedAt: status === 'archived' ? before : null,
})

describe('a change of status', () => {
  it.each<[string, ReturnType<typeof goalThatIs>, GoalStatus, Date | null]>([
    ['is archived now', goalThatIs('active'), 'archived', now],
    ['was archived before and stays so since then', goalThatIs('archived'), 'archived', before],
    ['is archived no more', goalThatIs('archived'), 'active', null],
    ['is completed as it was before it was archived', goalThatIs('archived', before), 'completed', null],
    ['is completed again after it was reopened', goalThatIs('active', before), 'completed', null],
    ['is completed still', goalThatIs('completed', before), 'completed', null],
    ['is reopened', goalThatIs('completed', before), 'active', null],
  ])('%s', (_, goal, status, archivedAt) => {
    expect(decideGoalChange(goal, { status }, now)).toEqual({ status, archivedAt })
  })

  it.each<GoalStatus>(['active', 'paused', 'archived'])(
    'cannot complete a goal that is %s and was never completed',
    status => {
      const complete = () => decideGoalChange(goalThatIs(status), { status: 'completed' }, now)
      expect(complete).toThrow(InvalidInput)
      expect(complete).toThrow('expected ACTIVE, PAUSED or ARCHIVED')
    },
  )

  it('cannot take it away', () => {
    expect(() => decideGoalChange(goalThatIs('active'), { status: null }, now)).toThrow(
      'expected one, not null',
    )
  })
})
