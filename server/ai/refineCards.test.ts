import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkCardContent } from '../domain/cardText.ts'
import { AiFailed } from '../domain/errors.ts'
import { refineBrief, writeCard } from '../testing/briefs.ts'
import { hearRefined } from '../testing/hearGenerator.ts'
import { type ModelServer, practiceModelName, startModelServer } from '../testing/modelServer.ts'
import { createGenerator } from './modelGenerator.ts'
import { createChat } from './openaiChat.ts'

let server: ModelServer
beforeEach(async () => {
  server = await startModelServer()
})
afterEach(() => server.close())

function open() {
  return createGenerator(createChat({ baseUrl: server.url, model: practiceModelName, random: () => 0 }))
}

const say = (...cards: object[]) => ({ text: JSON.stringify({ cards }) })
const better = (replaces: number, question: string) => writeCard(question, { replaces })
const many = Array.from({ length: 12 }, (_, index) =>
  checkCardContent({ question: `Question ${index}?`, answer: 'A', cardType: 'flashcard' }),
)

const failure = (result: Promise<unknown>): Promise<unknown> =>
  result.then(
    () => 'no error',
    error => error,
  )

test('each better card comes with its draft; others are counted and left out', async () => {
  server.script(say(better(2, 'Second?'), better(9, 'Ninth?'), better(1, 'First?'), better(1, 'Again?')))
  const heard = hearRefined(open(), refineBrief)
  expect(await heard.result).toEqual({ droppedCount: 2 })
  expect(heard.events).toEqual(['Second?', 'First?'])
  expect(heard.draftIndexes).toEqual([1, 0])
})

test('many drafts are bettered ten at a time, and none asks what another asks', async () => {
  server.script(say(better(10, 'Tenth?')), say(better(1, 'tenth?'), better(2, 'Twelfth?')))
  const heard = hearRefined(open(), { ...refineBrief, drafts: many })
  expect(await heard.result).toEqual({ droppedCount: 1 })
  expect(heard.draftIndexes).toEqual([9, 11])
  expect(server.requests).toHaveLength(2)
})

test('what came is kept when a later question has nothing', async () => {
  server.script(say(better(1, 'First?')), say())
  const heard = hearRefined(open(), { ...refineBrief, drafts: many })
  expect(await heard.result).toEqual({ droppedCount: 0 })
  expect(heard.draftIndexes).toEqual([0])
})

test('each draft is replaced once, though the answer began again', async () => {
  const answer = say(better(1, 'First?'), better(2, 'Second?'))
  server.script({ ...answer, breaks: { after: 130, by: 'cut' } }, answer)
  const heard = hearRefined(open(), refineBrief)
  expect(await heard.result).toEqual({ droppedCount: 0 })
  expect(heard.draftIndexes).toEqual([0, 1])
})

test('a wrong answer is mended once', async () => {
  server.script(say(better(7, 'Seventh?')), say(better(1, 'First?')))
  const heard = hearRefined(open(), refineBrief)
  expect(await heard.result).toEqual({ droppedCount: 0 })
  expect(server.requests[1]!.body.messages.at(-1)!.content).toContain(
    'Card 1: It replaces no draft: expected the number of a draft, 1 to 2.',
  )
})

test('drafts that come back as they were are told of in plain words', async () => {
  const [draft] = refineBrief.drafts
  server.script(say({ ...draft, type: 'flashcard', replaces: 1 }))
  const error = await failure(hearRefined(open(), refineBrief).result)
  expect(error).toBeInstanceOf(AiFailed)
  expect(error).toMatchObject({
    message:
      'The language model had nothing new: all that it wrote is there already. ' +
      'Try again, or say in other words what to change.',
  })
})

test('no drafts, no question', async () => {
  expect(await hearRefined(open(), { ...refineBrief, drafts: [] }).result).toEqual({ droppedCount: 0 })
  expect(server.requests).toEqual([])
})
