import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  buildChoices,
  buildScenarioChoices,
  choiceIdOf,
  gradeChoice,
  isCode,
  normalizeChoice,
  presentationFor,
  type StudyMode,
  timedPoints,
} from './grading.ts'
import type { Rating } from './scheduling.ts'

const none = { nodeAnswers: [], treeAnswers: [] }
const card = {
  id: 'card-1',
  reps: 0,
  answer: 'The scheduler',
  distractors: ['The kubelet', 'The proxy', 'The API'],
}

describe('presentationFor', () => {
  it.each<[StudyMode, number | null, string]>([
    ['flashcard', null, 'flip'],
    ['flashcard', 30, 'flip'],
    ['multiple_choice', null, 'choices'],
    ['multiple_choice', 300, 'choices'],
    ['timed', 300, 'choices'],
    ['mixed', null, 'choices'],
    ['mixed', 6.99, 'choices'],
    ['mixed', 7, 'flip'],
  ])('%s, stability %s: %s', (mode, stability, expected) => {
    expect(presentationFor(mode, stability)).toBe(expected)
  })
})

describe('buildChoices', () => {
  it('offers the answer and the author’s three distractors', () => {
    const choices = buildChoices(card, { nodeAnswers: ['The controller'], treeAnswers: ['The registry'] })!
    expect(choices.map(choice => choice.text).sort()).toEqual([card.answer, ...card.distractors].sort())
    expect(choices.filter(choice => choice.isCorrect).map(choice => choice.text)).toEqual([card.answer])
  })

  const texts = (distractors: string[], nodeAnswers: string[], treeAnswers: string[], answer = card.answer) =>
    buildChoices({ ...card, answer, distractors }, { nodeAnswers, treeAnswers })
      ?.filter(choice => !choice.isCorrect)
      .map(choice => choice.text)
      .sort() ?? null

  const cases: [string, string[] | null, string[] | null][] = [
    [
      'the node before the tree',
      texts(['AAAAAAAAAA'], ['BBBBBBBBBB', 'CCCCCCCCCC'], ['DDDDDDDDDD']),
      ['AAAAAAAAAA', 'BBBBBBBBBB', 'CCCCCCCCCC'],
    ],
    [
      'the tree fills up',
      texts([], ['BBBBBBBBBB'], ['CCCCCCCCCC', 'DDDDDDDDDD']),
      ['BBBBBBBBBB', 'CCCCCCCCCC', 'DDDDDDDDDD'],
    ],
    ['too few', texts([], ['BBBBBBBBBB'], ['CCCCCCCCCC']), null],
    [
      'the answer itself is no distractor',
      texts([], ['the  SCHEDULER.', 'BBBBBBBBBB', 'CCCCCCCCCC'], []),
      null,
    ],
    ['nor is one twice', texts(['BBBBBBBBBB', '*bbbbbbbbbb*'], ['BBBBBBBBBB', 'CCCCCCCCCC'], []), null],
    ['nor an empty one', texts(['', '  ', 'BBBBBBBBBB'], ['CCCCCCCCCC'], []), null],
    [
      'not shorter than half',
      texts(['AAAAAAAAAA', 'BBBBBBBBBB'], ['CCCCCC'], ['DDDDDDD']),
      ['AAAAAAAAAA', 'BBBBBBBBBB', 'DDDDDDD'],
    ],
    [
      'not longer than twice',
      texts(['AAAAAAAAAA', 'BBBBBBBBBB'], ['C'.repeat(27)], ['D'.repeat(26)]),
      ['AAAAAAAAAA', 'BBBBBBBBBB', 'D'.repeat(26)],
    ],
    [
      'the author’s may be of any length',
      texts(['A', 'B', 'C'.repeat(500)], [], []),
      ['A', 'B', 'C'.repeat(500)],
    ],
    ['no code among prose', texts([], ['`kubectl get`', 'BBBBBBBBBB', 'CCCCCCCCCC'], []), null],
    [
      'no prose among code',
      texts([], ['`kubectl top`', '`kubectl run`', 'A long prose'], [], '`kubectl get`'),
      null,
    ],
    [
      'code among code',
      texts([], ['`kubectl top`', '`kubectl run`', '`kubectl set`'], [], '`kubectl get`'),
      ['`kubectl run`', '`kubectl set`', '`kubectl top`'],
    ],
    [
      'flags that differ in case are two',
      texts(['ls -A', 'ls -b', 'ls -c'], [], [], 'ls -a'),
      ['ls -A', 'ls -b', 'ls -c'],
    ],
    ['an empty answer cannot be chosen', texts(['A', 'B', 'C'], [], [], ' '), null],
  ]
  it.each(cases)('%s', (_, actual, expected) => {
    expect(actual).toEqual(expected)
  })

  it('is the same whatever order the answers come in, and on every device', () => {
    const pool = Array.from({ length: 30 }, (_, index) => `Answer no. ${index + 10}`)
    const first = buildChoices({ ...card, distractors: [] }, { ...none, nodeAnswers: pool })
    expect(buildChoices({ ...card, distractors: [] }, { ...none, nodeAnswers: [...pool].reverse() })).toEqual(
      first,
    )
  })

  it('shows other choices in another order at the next repetition, under the same ids', () => {
    const orders = Array.from({ length: 20 }, (_, reps) => buildChoices({ ...card, reps }, none)!)
    expect(new Set(orders.map(choices => choices.map(choice => choice.text).join())).size).toBeGreaterThan(8)
    expect(new Set(orders.flatMap(choices => choices.map(choice => choice.id))).size).toBe(4)
  })

  it.each([
    ['its author’s distractors', card.distractors, []],
    ['distractors of the node', [], Array.from({ length: 40 }, (_, index) => `Answer no. ${index + 10}`)],
  ])('puts the right one in each place equally often, with %s', (_, distractors, nodeAnswers) => {
    const places = [0, 0, 0, 0]
    for (let index = 0; index < 2000; index++) {
      const choices = buildChoices({ ...card, id: `card-${index}`, distractors }, { ...none, nodeAnswers })!
      places[choices.findIndex(choice => choice.isCorrect)]!++
    }
    // 500 expected; six standard deviations of a fair draw are 116.
    for (const count of places) expect(Math.abs(count - 500)).toBeLessThan(116)
  })

  it('gives four distinct choices, one right, or none at all', () => {
    const anyText = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('a', 'A', ' a', '`a`', 'b.', 'b', '**b**'),
    )
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.nat(50),
        anyText,
        fc.array(anyText, { maxLength: 5 }),
        fc.array(anyText, { maxLength: 10 }),
        fc.array(anyText, { maxLength: 10 }),
        (id, reps, answer, distractors, nodeAnswers, treeAnswers) => {
          const choices = buildChoices({ id, reps, answer, distractors }, { nodeAnswers, treeAnswers })
          if (choices === null) return
          expect(choices).toHaveLength(4)
          expect(new Set(choices.map(choice => choice.id)).size).toBe(4)
          expect(new Set(choices.map(choice => normalizeChoice(choice.text))).size).toBe(4)
          const right = choices.filter(choice => choice.isCorrect)
          expect(right).toEqual([{ id: choiceIdOf(id, answer), text: answer, isCorrect: true }])
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('buildScenarioChoices', () => {
  const options = (...names: string[]) => names.map(text => ({ text, isCorrect: text.startsWith('right') }))
  it.each([
    ['two', options('right', 'b'), 2],
    ['six', options('right', 'b', 'c', 'd', 'e', 'f'), 6],
    ['one', options('right'), null],
    ['seven', options('right', 'b', 'c', 'd', 'e', 'f', 'g'), null],
    ['none right', options('a', 'b'), null],
    ['two right', options('right', 'right too', 'c'), null],
    ['the same twice', options('right', 'b', 'B '), null],
  ])('%s', (_, given, expected) => {
    const choices = buildScenarioChoices({ id: 'card-1', reps: 3, options: given })
    expect(choices?.length ?? null).toBe(expected)
    if (choices) expect(choices.find(choice => choice.isCorrect)!.text).toBe('right')
  })
})

describe('choiceIdOf', () => {
  it('is 14 hexadecimal digits that differ by card and by text', () => {
    const ids = new Set<string>()
    for (let index = 0; index < 5000; index++) {
      const id = choiceIdOf(`card-${index % 50}`, `text ${Math.floor(index / 50)}`)
      expect(id).toMatch(/^[0-9a-f]{14}$/)
      ids.add(id)
    }
    expect(ids.size).toBe(5000)
  })
})

describe('gradeChoice', () => {
  it.each<[string | null, Rating | null, Rating, boolean]>([
    ['right', null, 3, true],
    ['wrong', null, 1, false],
    [null, null, 1, false],
    ['right', 2, 2, true],
    ['right', 3, 3, true],
    ['right', 4, 4, true],
  ])('choice %s, asking for %s: %i', (choiceId, requested, rating, wasCorrect) => {
    expect(gradeChoice('right', choiceId, requested)).toEqual({ rating, wasCorrect })
  })

  it.each<[string | null, Rating, string]>([
    ['right', 1, 'Invalid rating Again'],
    ['wrong', 1, 'Only a right answer can be changed'],
    ['wrong', 2, 'Only a right answer can be changed'],
    ['wrong', 4, 'Only a right answer can be changed'],
    [null, 3, 'Only a right answer can be changed'],
  ])('refuses choice %s, asking for %i', (choiceId, requested, message) => {
    expect(() => gradeChoice('right', choiceId, requested)).toThrow(message)
  })

  it('refuses a choice that was not shown', () => {
    const shown = buildChoices(card, none)!
    const correctId = choiceIdOf(card.id, card.answer)
    expect(gradeChoice(correctId, correctId, null, shown).wasCorrect).toBe(true)
    expect(gradeChoice(correctId, null, null, shown).wasCorrect).toBe(false)
    expect(() => gradeChoice(correctId, 'beef', null, shown)).toThrow(
      'Unknown choice "beef": expected one of the 4',
    )
  })
})

describe('timedPoints', () => {
  it.each([
    [true, 0, 15],
    [true, 1999, 15],
    [true, 2000, 14],
    [true, 4000, 13],
    [true, 8000, 11],
    [true, 9999, 11],
    [true, 10_000, 10],
    [true, 86_400_000, 10],
    [true, null, 10],
    [true, -5, 15],
    [true, Number.NaN, 10],
    [false, 0, 0],
    [false, null, 0],
  ])('right %s in %s ms: %i', (wasCorrect, durationMs, expected) => {
    expect(timedPoints(wasCorrect, durationMs)).toBe(expected)
  })
})

describe('isCode', () => {
  it.each([
    ['The scheduler', false],
    ['It binds a Pod to a node; the kubelet then starts it', false],
    ['Use the `kubelet` for this and wait until it is ready', false],
    ['state-of-the-art - more or less', false],
    ['The Pod(s)', false],
    ['1.35', false],
    ['42', false],
    ['`etcd`', true],
    ['`kubectl get pods` `-A`', true],
    ['```sh\nls\n```', true],
    ['kubectl get pods --all-namespaces', true],
    ['ls -a', true],
    ['$ make', true],
    ['const a = () => {}', true],
    ['/etc/kubernetes/manifests', true],
    ['spec.replicas', true],
    ['max_depth', true],
  ])('%j: %s', (text, expected) => expect(isCode(text)).toBe(expected))
})

describe('normalizeChoice', () => {
  it.each([
    ['  The   Scheduler. ', 'the scheduler'],
    ['**The scheduler**', 'the scheduler'],
    ['**The scheduler**.', 'the scheduler'],
    ['ＥＴＣＤ', 'etcd'],
    ['`ls -A`', 'ls -A'],
    ['```sh\nls -A\n```', 'ls -A'],
    ['.', ''],
  ])('%j → %j', (text, expected) => expect(normalizeChoice(text)).toBe(expected))

  it.each([
    ['backticks', '`'.repeat(10_000)],
    ['stars', '*'.repeat(10_000)],
    ['dots', 'a.'.repeat(5000)],
    ['lines', '\n'.repeat(10_000)],
    ['fences', '```\n'.repeat(2500)],
    ['spaces', `${';   '.repeat(2500)}x`],
  ])('copes with hostile %s', (_, text) => {
    for (let times = 0; times < 50; times++) normalizeChoice(text)
  })
})
