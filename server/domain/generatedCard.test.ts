import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cardTypes } from './cardText.ts'
import { readGeneratedCard } from './generatedCard.ts'

/** As the shape of the answer demands it: what does not apply is empty. */
const plain = {
  type: 'flashcard',
  question: 'Why does a Pod have one address for all its containers?',
  answer: 'They share one network namespace.',
  explanation: '',
  distractors: [],
  context: '',
  options: [],
}
const choice = {
  ...plain,
  type: 'multiple_choice',
  question: 'What shares its network namespace?',
  answer: 'The containers of a Pod',
  distractors: ['The Pods of a node', 'The nodes of a cluster', 'The Pods of a Service'],
}
const right = {
  text: 'Read the logs of the last run',
  isCorrect: true,
  explanation: 'They say why it ended.',
}
const wrong = { text: 'Delete the Pod', isCorrect: false, explanation: 'It comes back and ends again.' }
const scenario = {
  ...plain,
  type: 'scenario',
  question: 'What do you do first?',
  answer: 'Read the logs of the last run.',
  context: 'A Pod restarts every minute.',
  options: [right, wrong],
}
const absent = { tags: [], sourceUrl: null, externalId: null }

describe('what is read', () => {
  test.each<[string, object, object]>([
    [
      'a flashcard',
      plain,
      {
        question: plain.question,
        answer: plain.answer,
        explanation: null,
        cardType: 'flashcard',
        distractors: [],
        scenario: null,
        ...absent,
      },
    ],
    [
      'multiple choice',
      choice,
      { cardType: 'multiple_choice', distractors: choice.distractors, scenario: null },
    ],
    [
      'a scenario',
      scenario,
      {
        cardType: 'scenario',
        answer: 'Read the logs of the last run.',
        distractors: [],
        scenario: { context: 'A Pod restarts every minute.', options: [right, wrong] },
      },
    ],
    ['a scenario without an answer: its right option', { ...scenario, answer: '' }, { answer: right.text }],
    ['a type in other letters', { ...choice, type: 'Multiple-Choice' }, { cardType: 'multiple_choice' }],
    [
      'absent fields',
      { type: 'flashcard', question: 'Q?', answer: 'A' },
      { question: 'Q?', explanation: null },
    ],
    [
      'null for none',
      { ...plain, explanation: null, distractors: null, options: null },
      { explanation: null },
    ],
    [
      'nothing that the type does not have',
      {
        ...plain,
        distractors: ['A'],
        context: 'x',
        options: [right],
        source: 'https://example.org',
        tags: ['x'],
      },
      { distractors: [], scenario: null, ...absent },
    ],
    [
      'Markdown as it is',
      {
        ...plain,
        answer: ' See [docs](https://example.org) ![x](https://example.org/x.png)\n\n```sh\nls\n``` ',
      },
      { answer: 'See [docs](https://example.org) ![x](https://example.org/x.png)\n\n```sh\nls\n```' },
    ],
  ])('%s', (_, item, expected) => {
    const { card, fault } = readGeneratedCard(item, cardTypes)
    expect(fault).toBeNull()
    expect(card).toMatchObject(expected)
  })
})

describe('what is refused, and why', () => {
  test.each<[string, unknown, string]>([
    ['no object', 'What is a Pod?', 'It is not an object: expected a card.'],
    ['a list', [plain], 'It is not an object: expected a card.'],
    [
      'another type',
      { ...plain, type: 'essay' },
      'Its type is "essay": expected flashcard, multiple_choice, scenario.',
    ],
    [
      'no type',
      { question: 'Q?', answer: 'A' },
      'Its type is "undefined": expected flashcard, multiple_choice, scenario.',
    ],
    ['no question', { ...plain, question: 7 }, 'It has no question: expected a text.'],
    [
      'an empty question',
      { ...plain, question: ' ' },
      'Invalid question "": it is empty, expected 1 to 10000 characters.',
    ],
    ['no answer', { ...plain, answer: undefined }, 'It has no answer: expected a text.'],
    ['an explanation that is no text', { ...plain, explanation: {} }, 'Its explanation is not a text.'],
    ['no distractors', { ...choice, distractors: undefined }, 'Its distractors are not a list of texts.'],
    [
      'two distractors',
      { ...choice, distractors: ['A', 'B'] },
      'A multiple choice card has 2 distractors: expected 3.',
    ],
    [
      'four distractors',
      { ...choice, distractors: ['A', 'B', 'C', 'D'] },
      'A multiple choice card has 4 distractors: expected 3.',
    ],
    [
      'a distractor that is the answer',
      { ...choice, distractors: ['A', 'B', 'the containers  of a POD'] },
      'The distractor "the containers of a POD" is the same as the answer: expected another text.',
    ],
    [
      'a distractor twice',
      { ...choice, distractors: ['A', 'B', 'a'] },
      'The distractor "a" is the same as distractor 1: expected another text.',
    ],
    [
      'no context',
      { ...scenario, context: '' },
      'Invalid context "": it is empty, expected 1 to 10000 characters.',
    ],
    ['no options', { ...scenario, options: 'none' }, 'Its scenario has no options: expected a list.'],
    ['one option', { ...scenario, options: [right] }, 'The scenario has 1 options: expected 2 to 6.'],
    [
      'seven options',
      {
        ...scenario,
        options: [right, ...Array.from({ length: 6 }, (_, at) => ({ ...wrong, text: `${at}` }))],
      },
      'The scenario has 7 options: expected 2 to 6.',
    ],
    [
      'two right options',
      { ...scenario, options: [right, { ...wrong, isCorrect: true }] },
      'The scenario has 2 correct options: expected exactly 1.',
    ],
    [
      'no right option',
      { ...scenario, options: [wrong, { ...right, isCorrect: false }] },
      'The scenario has 0 correct options: expected exactly 1.',
    ],
    [
      'the same option twice',
      { ...scenario, options: [right, { ...right, isCorrect: false }] },
      'The option "Read the logs of the last run" is the same as option 1: expected another text.',
    ],
    [
      'an option that is right in words',
      { ...scenario, options: [right, { ...wrong, isCorrect: 'false' }] },
      'Option 2 is malformed: expected a text, isCorrect and an explanation.',
    ],
    [
      'an option without an explanation',
      { ...scenario, options: [right, { ...wrong, explanation: '' }] },
      'Option 2 "Delete the Pod" has no explanation: expected why it is right or wrong.',
    ],
    [
      'NUL',
      { ...plain, answer: 'a\u0000b' },
      'Invalid answer "a�b": it holds a control character U+0000, expected 1 to 10000 characters.',
    ],
    [
      'half a character',
      { ...plain, answer: 'a\ud800' },
      'Invalid answer "a�": it holds a lone surrogate U+D800, expected 1 to 10000 characters.',
    ],
    [
      'hidden tags',
      { ...plain, answer: 'a\u{e0041}' },
      'Invalid answer "a\u{e0041}": it holds the hidden character U+E0041, expected at most 2000 characters.',
    ],
    [
      'a question of pages',
      { ...plain, question: 'x'.repeat(1_001) },
      `Invalid question "${'x'.repeat(39)}…": it has 1001 characters, expected at most 1000 characters.`,
    ],
    [
      'a long distractor',
      { ...choice, distractors: ['A', 'B', 'x'.repeat(501)] },
      `Invalid distractor "${'x'.repeat(39)}…": it has 501 characters, expected at most 500 characters.`,
    ],
  ])('%s', (_, item, fault) => {
    expect(readGeneratedCard(item, cardTypes)).toEqual({ card: null, fault })
  })

  test('a type that was not asked for', () => {
    const { fault } = readGeneratedCard(plain, ['scenario', 'multiple_choice'])
    expect(fault).toBe('Its type is "flashcard": expected scenario, multiple_choice.')
  })
})

test('whatever a model writes is answered with a card or with a reason, never with an error', () => {
  const fields = Object.keys(scenario)
  const loose = fc.dictionary(
    fc.constantFrom(...fields),
    fc.oneof(fc.jsonValue(), fc.constantFrom(...Object.values(scenario))),
  )
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), loose), item => {
      const { card, fault } = readGeneratedCard(item, cardTypes)
      expect(card === null).toBe(fault !== null)
    }),
    { numRuns: 500 },
  )
})
