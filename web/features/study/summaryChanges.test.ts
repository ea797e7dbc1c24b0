import { describe, expect, it } from 'vitest'
import { CHANGES_SHOWN, countReady, describeChange, listChanges } from './summaryChanges.ts'

const node = (id: string, depth: number, before: number, after: number) => ({
  before,
  after,
  skillNode: { id, title: id, depth },
})
const idsOf = (nodes: ReturnType<typeof node>[]) =>
  listChanges(nodes).changes.map(change => change.skillNode.id)

describe('listChanges', () => {
  it.each([
    ['the most moved first', [node('a', 2, 0, 2), node('b', 2, 0, 9)], ['b', 'a']],
    ['deeper before the branch it moves', [node('a', 1, 0, 4), node('b', 2, 0, 4)], ['b', 'a']],
    ['the goal has its own ring', [node('root', 0, 0, 9), node('a', 1, 0, 1)], ['a']],
    ['what stayed is left out', [node('a', 2, 5, 5), node('b', 2, 5, 4)], ['b']],
    ['unless nothing moved', [node('a', 2, 5, 5), node('b', 2, 0, 0)], ['a', 'b']],
  ])('%s', (_, nodes, ids) => {
    expect(idsOf(nodes)).toEqual(ids)
  })

  it('counts what it does not show', () => {
    const many = Array.from({ length: CHANGES_SHOWN + 3 }, (_, index) => node(`n${index}`, 2, 0, index + 1))
    expect(listChanges(many)).toMatchObject({ hiddenCount: 3 })
  })
})

it.each([
  [0, 12, '0 → 12 %'],
  [40, 38, '40 → 38 %'],
  [7, 7, '7 %'],
])('%d to %d', (before, after, text) => {
  expect(describeChange({ before, after })).toBe(text)
})

it.each([
  ['all that is due and new', { mode: 'FLASHCARD', waiting: 0 }, 12],
  ['not what the limit of the day leaves', { mode: 'FLASHCARD', waiting: 7 }, 5],
  ['no new ones against a clock', { mode: 'TIMED', waiting: 0 }, 8],
  ['never fewer than none', { mode: 'TIMED', waiting: 9 }, 0],
] as const)('counts %s as ready', (_, session, count) => {
  expect(countReady(session, { now: 8, new: 4 })).toBe(count)
})
