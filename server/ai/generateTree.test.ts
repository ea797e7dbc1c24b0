import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AiFailed } from '../domain/errors.ts'
import type { GeneratedNode } from '../domain/generatedTree.ts'
import { rightTree, treeBrief } from '../testing/briefs.ts'
import { hearTree } from '../testing/hearGenerator.ts'
import { faults, spoiled } from '../testing/modelMisbehaviour.ts'
import { providers } from '../testing/modelProviders.ts'
import { type ModelServer, practiceModelName, startModelServer } from '../testing/modelServer.ts'
import { createGenerator } from './modelGenerator.ts'
import { createChat } from './openaiChat.ts'

let server: ModelServer
beforeEach(async () => {
  server = await startModelServer({ pieceLength: 7 })
})
afterEach(() => server.close())

function open() {
  return createGenerator(createChat({ baseUrl: server.url, model: practiceModelName, random: () => 0 }))
}

const say = (nodes: unknown[]) => ({ text: JSON.stringify({ nodes }) })
const right = say(rightTree)
const titles = rightTree.map(({ title }) => title)
const wrong = say([...rightTree, { depth: 1, title: 'Practice', description: '' }])
const violation = 'Category 4 "Practice" has 0 topics: expected 2 to 5.'

const failure = (result: Promise<unknown>): Promise<unknown> =>
  result.then(
    () => 'no error',
    error => error,
  )

/** What a request says after the answer it is to mend. */
function lastTurn(index: number): string {
  return server.requests[index]!.body.messages.at(-1)!.content
}

describe('a tree', () => {
  test('comes node by node, and as a whole', async () => {
    server.script(right)
    const heard = hearTree(open(), treeBrief)
    expect(await heard.result).toEqual(rightTree)
    expect(heard).toMatchObject({ nodes: rightTree, events: titles, requestCount: 1 })
    expect(server.requests).toHaveLength(1)
  })

  test('is heard before it is whole; stopping closes the connection', async () => {
    server.script({ ...right, breaks: { after: 300, by: 'silence' } })
    const stop = new AbortController()
    const reason = new Error('cancelled')
    const heard: GeneratedNode[] = []
    const listener = {
      onNode(node: GeneratedNode) {
        heard.push(node)
        if (heard.length === 3) stop.abort(reason)
      },
      onUsage: () => {},
    }
    expect(await failure(open().generateTree(treeBrief, listener, stop.signal))).toBe(reason)
    expect(heard).toEqual(rightTree.slice(0, 3))
    expect(await server.requests[0]!.closed).toMatchObject({ isAnswered: false })
  })

  test('that cannot be taken any more ends the question', async () => {
    server.script({ ...right, breaks: { after: 300, by: 'silence' } })
    const full = new Error('no room')
    const listener = {
      onNode() {
        throw full
      },
      onUsage: () => {},
    }
    expect(await failure(open().generateTree(treeBrief, listener, new AbortController().signal))).toBe(full)
    expect(await server.requests[0]!.closed).toMatchObject({ isAnswered: false })
  })

  test('comes again when its connection breaks', async () => {
    server.script({ ...right, breaks: { after: 300, by: 'cut' } }, right)
    const heard = hearTree(open(), treeBrief)
    expect(await heard.result).toEqual(rightTree)
    expect(heard.nodes).toEqual(rightTree)
    const before = heard.events.slice(0, heard.events.indexOf('retry'))
    expect(before).toEqual(titles.slice(0, before.length))
    expect(heard.events.slice(before.length)).toEqual(['retry', 'restart', ...titles])
  })

  test.each([
    ['fenced by words', `Here you are:\n\n\`\`\`json\n${right.text}\n\`\`\`\nAnything else?`],
    ['after thoughts', `<think>Let me see: {"nodes": […]}</think>${right.text}`],
    ['as a bare list', JSON.stringify(rightTree, null, 2)],
  ])('is understood from a model without JSON mode: %s', async (_, text) => {
    await server.close()
    server = await startModelServer({ refuses: providers.ollama })
    server.script({ text })
    const heard = hearTree(open(), treeBrief)
    expect(await heard.result).toEqual(rightTree)
    expect(heard.events).toEqual(titles)
  })
})

describe('a wrong tree', () => {
  test('is mended once, with its exact faults', async () => {
    server.script(wrong, right)
    const heard = hearTree(open(), treeBrief)
    expect(await heard.result).toEqual(rightTree)
    expect(heard.events).toEqual([...titles, 'Practice', 'restart', ...titles])
    expect(heard).toMatchObject({ nodes: rightTree, requestCount: 2 })
    const { messages } = server.requests[1]!.body
    expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user'])
    expect(messages[2]!.content).toBe(wrong.text)
    expect(lastTurn(1)).toContain(JSON.stringify(violation))
  })

  test('is refused when it stays wrong, with words for the learner', async () => {
    server.script(wrong, wrong)
    const error = await failure(hearTree(open(), treeBrief).result)
    expect(error).toBeInstanceOf(AiFailed)
    expect(error).toMatchObject({
      message: `The language model gave no usable skill tree, even when asked to correct it. ${violation}`,
    })
    expect(server.requests).toHaveLength(2)
  })

  test.each([
    ['of invalid JSON', spoiled.invalidJson, 'The answer holds no JSON object'],
    ['of another shape', spoiled.wrongSchema, 'The answer holds no JSON object'],
    ['that is too deep', spoiled.tooDeep, 'expected 1, 2 or 3'],
    ['with everything twice', spoiled.duplicates, 'different titles'],
  ])('%s is mended', async (_, step, words) => {
    server.script(step, right)
    expect(await hearTree(open(), treeBrief).result).toEqual(rightTree)
    expect(lastTurn(1)).toContain(words)
  })

  test('that cannot be read is told of as that', async () => {
    server.script({ text: 'I would rather not.' }, { text: right.text.slice(0, -20) })
    expect(await failure(hearTree(open(), treeBrief).result)).toMatchObject({
      code: 'AI_FAILED',
      message:
        'The language model gave no usable skill tree, even when asked to correct it. ' +
        'Its answer broke off or could not be read.',
    })
  })

  test('is not mended when the provider refuses', async () => {
    server.script(faults.wrongKey)
    expect(await failure(hearTree(open(), treeBrief).result)).toBeInstanceOf(AiFailed)
    expect(server.requests).toHaveLength(1)
  })
})
