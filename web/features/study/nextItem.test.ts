import { describe, expect, it } from 'vitest'
import { chooseNextItem, measureProgress, type WaitingItem } from './nextItem.ts'

const nowMs = Date.UTC(2025, 2, 1, 9)
const minutes = (count: number) => nowMs + count * 60_000

function item(position: number, change: Partial<WaitingItem> = {}): WaitingItem {
  return { position, state: 'REVIEW', dueAtMs: minutes(-600), isAnswered: false, isSkipped: false, ...change }
}
const learning = (position: number, dueInMinutes: number) =>
  item(position, { state: 'LEARNING', dueAtMs: minutes(dueInMinutes) })

describe('chooseNextItem', () => {
  it.each<[string, WaitingItem[], number | null]>([
    ['nothing', [], null],
    ['all answered', [item(0, { isAnswered: true })], null],
    ['position decides', [item(2), item(1), item(0, { isAnswered: true })], 1],
    ['a new card keeps its place', [item(0, { state: 'NEW', dueAtMs: null }), item(1)], 0],
    ['a learning card due now goes first', [item(0), learning(1, -1)], 1],
    ['relearning counts as learning', [item(0), item(1, { state: 'RELEARNING', dueAtMs: minutes(0) })], 1],
    ['the learning card that waits longest', [learning(0, -1), learning(1, -5)], 1],
    ['a learning card that is not due waits', [learning(0, 9), item(1)], 1],
    ['waiting learning cards when nothing else is left', [learning(0, 9), learning(1, 4)], 1],
    ['suspended cards are passed over', [item(0, { isSkipped: true }), item(1)], 1],
    ['only suspended cards are left', [item(0, { isSkipped: true })], null],
  ])('%s', (_, items, position) => {
    expect(chooseNextItem(items, nowMs)?.position ?? null).toBe(position)
  })
})

describe('measureProgress', () => {
  it.each<[WaitingItem[], number]>([
    [[], 0],
    [[item(0), item(1)], 0],
    [[item(0, { isAnswered: true }), item(1)], 0.5],
    [[item(0, { isAnswered: true }), item(1, { isSkipped: true })], 1],
    [[item(0, { isAnswered: true, isSkipped: true }), item(1)], 0.5],
  ])('%j', (items, progress) => {
    expect(measureProgress(items)).toBe(progress)
  })
})
