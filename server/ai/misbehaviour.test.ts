import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cardTypes } from '../domain/cardText.ts'
import { AiFailed } from '../domain/errors.ts'
import { checkGeneratedTree } from '../domain/generatedTreeCheck.ts'
import { spoiled } from '../testing/modelMisbehaviour.ts'
import { type ModelServer, practiceModelName, startModelServer } from '../testing/modelServer.ts'
import type { CardsBrief, TreeBrief } from './generator.ts'
import { createGenerator } from './modelGenerator.ts'
import { createChat } from './openaiChat.ts'

let server: ModelServer
beforeEach(async () => {
  server = await startModelServer()
})
afterEach(() => server.close())

const treeBrief: TreeBrief = {
  title: 'Kubernetes administration',
  description: null,
  detail: 'standard',
  instructions: null,
  current: null,
}
const cardsBrief: CardsBrief = {
  goalTitle: 'Kubernetes administration',
  goalDescription: null,
  path: ['Kubernetes administration', 'Workloads', 'Pods'],
  description: null,
  notes: null,
  siblings: [],
  children: [],
  existingQuestions: [],
  count: 5,
  cardTypes,
  instructions: null,
  wantsNotes: false,
}
const { signal } = new AbortController()
const listener = { onNode() {}, onNotes() {}, onUsage() {} }
const open = () =>
  createGenerator(createChat({ baseUrl: server.url, model: practiceModelName, random: () => 0 }))

describe('a tree', () => {
  const { cutMidJson, endedMidJson, invalidJson, wrongSchema, tooDeep, duplicates } = spoiled

  test.each(Object.entries({ cutMidJson, endedMidJson, invalidJson, wrongSchema, tooDeep, duplicates }))(
    '%s once: comes right with the second request',
    async (_, step) => {
      server.script(step)
      const nodes = await open().generateTree(treeBrief, listener, signal)
      expect(checkGeneratedTree(nodes).violations).toEqual([])
      expect(server.requests).toHaveLength(2)
    },
  )

  test.each(Object.entries({ invalidJson, wrongSchema, tooDeep, duplicates }))(
    '%s twice: fails, and is not asked for again',
    async (_, step) => {
      server.script(step, step)
      await expect(open().generateTree(treeBrief, listener, signal)).rejects.toBeInstanceOf(AiFailed)
      expect(server.requests).toHaveLength(2)
    },
  )

  const { refusal, filtered, tooLong } = spoiled
  test.each(Object.entries({ refusal, filtered, tooLong }))('%s: fails at once', async (_, step) => {
    server.script(step)
    await expect(open().generateTree(treeBrief, listener, signal)).rejects.toBeInstanceOf(AiFailed)
    expect(server.requests).toHaveLength(1)
  })
})

test('cards that came before the answer broke off stay', async () => {
  const cards: unknown[] = []
  const broken = { status: 500, body: {} }
  server.script(spoiled.cutMidJson, broken, broken, broken)
  await open()
    .generateCards(cardsBrief, { ...listener, onCard: card => cards.push(card) }, signal)
    .catch(error => expect(error).toBeInstanceOf(AiFailed))
  expect(cards.length).toBeGreaterThan(0)
  expect(cards.length).toBeLessThan(5)
})

test('cards that come twice are counted and left out', async () => {
  const cards: unknown[] = []
  server.script(spoiled.duplicates)
  const outcome = await open().generateCards(
    { ...cardsBrief, count: 10 },
    { ...listener, onCard: card => cards.push(card) },
    signal,
  )
  expect(cards).toHaveLength(10)
  expect(outcome.droppedCount).toBe(10)
})
