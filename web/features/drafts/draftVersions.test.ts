import { expect, test } from 'vitest'
import { groupVersions } from './draftVersions.ts'

const draft = (id: string, minute: number, replaces?: string) => ({
  id,
  createdAt: `2026-03-10T12:0${minute}:00Z`,
  replaces: replaces ? { id: replaces } : null,
})

test.each([
  ['nothing', [], []],
  ['drafts of one version stay as they are', [draft('a', 0), draft('b', 0)], ['a: a', 'b: b']],
  [
    'a new version stands where the old one was',
    [draft('a', 0), draft('b', 0), draft('a2', 1, 'a')],
    ['a: a2', 'b: b'],
  ],
  [
    'the newest of a chain stands for all',
    [draft('a', 0), draft('a2', 1, 'a'), draft('a3', 2, 'a2')],
    ['a: a3'],
  ],
  [
    'of two versions of one draft the later is shown, in whatever order they came',
    [draft('a', 0), draft('late', 2, 'a'), draft('early', 1, 'a')],
    ['a: late'],
  ],
  ['a version keeps its name when the old one is gone', [draft('a2', 1, 'a')], ['a: a2']],
  [
    'what came twice is there once',
    [draft('a', 0), draft('a2', 1, 'a'), draft('b', 0), draft('a2', 1, 'a')],
    ['a: a2', 'b: b'],
  ],
])('%s', (_, drafts, expected) => {
  expect(groupVersions(drafts).map(({ key, current }) => `${key}: ${current.id}`)).toEqual(expected)
})

test('what is being edited is not exchanged for its new version', () => {
  const drafts = [draft('a', 0), draft('a2', 1, 'a')]
  expect(groupVersions(drafts, 'a')).toEqual([{ key: 'a', current: drafts[0], ids: ['a', 'a2'] }])
})
