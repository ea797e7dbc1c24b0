import { expect, it } from 'vitest'
import { type CaughtUpFacts, decideCaughtUp, describeWaiting } from './caughtUp.ts'

const nextDueAt = '2025-03-02T04:00:00.000Z'
const goal = { title: 'Kubernetes', status: 'ACTIVE', cardCount: 20 } as const
const node = { title: 'Storage', subtreeCardCount: 4, isEffectivelyEnabled: true }
const due = { new: 0, nextDueAt }
const facts: CaughtUpFacts = { waiting: 0, canGoAhead: true, isTimed: false, goal, node: null, due }

it.each<[string, Partial<CaughtUpFacts>, ReturnType<typeof decideCaughtUp>]>([
  ['nothing is due', {}, { kind: 'caughtUp', nextDueAt, canGoAhead: true }],
  ['everything at once', { goal: null }, { kind: 'caughtUp', nextDueAt, canGoAhead: true }],
  ['nothing even ahead', { canGoAhead: false }, { kind: 'caughtUp', nextDueAt, canGoAhead: false }],
  ['the limit of the day', { waiting: 80 }, { kind: 'limited', waiting: 80 }],
  [
    'only new cards, against a clock',
    { isTimed: true, due: { ...due, new: 3 } },
    { kind: 'onlyNew', newCount: 3 },
  ],
  ['nothing, against a clock', { isTimed: true }, { kind: 'caughtUp', nextDueAt, canGoAhead: true }],
  ['no cards', { goal: { ...goal, cardCount: 0 } }, { kind: 'noCards' }],
  ['no cards in the branch', { node: { ...node, subtreeCardCount: 0 } }, { kind: 'noCards' }],
  [
    'a paused goal',
    { goal: { ...goal, status: 'PAUSED' }, waiting: 3 },
    { kind: 'paused', title: 'Kubernetes', status: 'paused' },
  ],
  [
    'a branch that is off',
    { node: { ...node, isEffectivelyEnabled: false } },
    { kind: 'paused', title: 'Storage', status: 'switched off' },
  ],
])('%s', (_, change, expected) => {
  expect(decideCaughtUp({ ...facts, ...change })).toEqual(expected)
})

it.each([
  [1, '1 more waits for the coming days.'],
  [1080, '1,080 more wait, spread over the coming days.'],
])('%i cards that wait are told without haste', (waiting, words) => {
  expect(describeWaiting(waiting)).toBe(words)
})
