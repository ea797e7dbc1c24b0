import { describe, expect, it } from 'vitest'
import { canResume, type StudyScope, toStartInput } from './studyScope.ts'

const session = { mode: 'FLASHCARD', remaining: 3, goal: null, skillNode: null } as const
const ofGoal = { ...session, goal: { id: 'g' } }
const ofNode = { ...ofGoal, skillNode: { id: 'n' } }

describe('canResume', () => {
  it.each<[string, Parameters<typeof canResume>[0], StudyScope, boolean]>([
    ['everything', session, {}, true],
    ['everything, left in a goal', ofGoal, {}, false],
    ['the goal', ofGoal, { goalId: 'g' }, true],
    ['another goal', ofGoal, { goalId: 'h' }, false],
    ['the goal, left in a branch', ofNode, { goalId: 'g' }, false],
    ['the branch', ofNode, { goalId: 'g', nodeId: 'n' }, true],
    ['the branch, left in the goal', ofGoal, { goalId: 'g', nodeId: 'n' }, false],
    ['nothing left in it', { ...ofGoal, remaining: 0 }, { goalId: 'g' }, false],
    ['so many cards', ofGoal, { goalId: 'g', limit: 10 }, false],
    ['ahead', ofGoal, { goalId: 'g', ahead: true }, false],
    ['more today', ofGoal, { goalId: 'g', beyondLimits: true }, false],
    ['another mode', { ...ofGoal, mode: 'MIXED' }, { goalId: 'g' }, false],
    ['the same mode', { ...ofGoal, mode: 'MIXED' }, { goalId: 'g', mode: 'MIXED' }, true],
    ['a clock that went on', { ...ofGoal, mode: 'TIMED' }, { goalId: 'g', mode: 'TIMED', minutes: 5 }, false],
  ])('%s', (_, active, scope, resumes) => {
    expect(canResume(active, scope)).toBe(resumes)
  })
})

describe('toStartInput', () => {
  it('asks for all that is ready unless a number is named', () => {
    const plain = { mode: 'FLASHCARD', ahead: false, beyondLimits: false }
    expect(toStartInput({})).toEqual({ ...plain, goalId: null, limit: null })
    expect(toStartInput({ goalId: 'g', limit: 10 })).toEqual({ ...plain, goalId: 'g', limit: 10 })
    expect(toStartInput({ goalId: 'g', nodeId: 'n' })).toEqual({ ...plain, skillNodeId: 'n', limit: null })
  })

  it('names the clock of a timed challenge in seconds, none as null', () => {
    const timed = { mode: 'TIMED', ahead: false, beyondLimits: false, goalId: null, limit: null }
    expect(toStartInput({ mode: 'TIMED', minutes: 2 })).toEqual({ ...timed, durationSeconds: 120 })
    expect(toStartInput({ mode: 'TIMED', minutes: 0 })).toEqual({ ...timed, durationSeconds: null })
    expect(toStartInput({ mode: 'MIXED', minutes: 2 })).not.toHaveProperty('durationSeconds')
  })
})
