import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CardInput,
  type CardScenarioOption,
  cardMetadata,
  checkCardContent,
  normalizeText,
  readCardMetadata,
} from './cardText.ts'
import { InvalidInput } from './errors.ts'

const plain: CardInput = { question: 'What is a Pod?', answer: 'The smallest unit', cardType: 'flashcard' }
const choice: CardInput = {
  ...plain,
  cardType: 'multiple_choice',
  distractors: ['A node', 'A volume', 'A service'],
}
const option = (text: string, isCorrect = false, explanation?: string): CardScenarioOption => ({
  text,
  isCorrect,
  explanation,
})
const scenario: CardInput = {
  ...plain,
  cardType: 'scenario',
  scenario: {
    context: 'A Pod restarts.',
    options: [option('Read its logs', true, 'They say why'), option('Wait')],
  },
}

function faultsOf(card: CardInput, at?: string): [string, string][] {
  try {
    checkCardContent(card, at)
    return []
  } catch (error) {
    if (error instanceof InvalidInput) return error.issues.map(({ path, message }) => [path, message])
    throw error
  }
}

describe('normalizeText', () => {
  test.each([
    ['  The\tsmallest\n unit ', 'the smallest unit'],
    ['ＦＵＬＬ width', 'full width'],
    ['ﬁne', 'fine'],
    ['Straße', 'straße'],
    ['e\u0301', 'é'],
    ['', ''],
  ])('%j → %j', (text, expected) => {
    expect(normalizeText(text)).toBe(expected)
  })

  test('is idempotent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), text => {
        expect(normalizeText(normalizeText(text))).toBe(normalizeText(text))
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('what is stored', () => {
  test('a card with everything absent', () => {
    expect(checkCardContent(plain)).toEqual({
      ...plain,
      explanation: null,
      distractors: [],
      scenario: null,
      tags: [],
      sourceUrl: null,
      externalId: null,
    })
  })

  test('texts are trimmed, blanks are absent, repeated tags go', () => {
    const card = {
      ...choice,
      question: ' What?\r\n\r\n- one\r\n',
      explanation: ' \n',
      tags: [' k8s ', 'K8S', 'two  words'],
      sourceUrl: ' https://kubernetes.io/docs/ ',
      externalId: ' id-1 ',
    }
    expect(checkCardContent(card)).toMatchObject({
      question: 'What?\n\n- one',
      explanation: null,
      distractors: ['A node', 'A volume', 'A service'],
      tags: ['k8s', 'two words'],
      sourceUrl: 'https://kubernetes.io/docs/',
      externalId: 'id-1',
    })
  })

  test.each([0, 1, 2, 3])('a flashcard may have %i distractors', count => {
    const distractors = ['a', 'b', 'c'].slice(0, count)
    expect(checkCardContent({ ...plain, distractors }).distractors).toEqual(distractors)
  })

  test('texts at their limits', () => {
    const card = {
      ...plain,
      question: '😀'.repeat(10_000),
      tags: Array.from({ length: 50 }, (_, index) => `${index}`.padEnd(100, 'x')),
      externalId: 'x'.repeat(200),
      sourceUrl: `https://example.org/${'x'.repeat(1_980)}`,
    }
    expect(faultsOf(card)).toEqual([])
  })

  test.each<[string, CardInput, unknown]>([
    ['flashcard', plain, null],
    ['flashcard with distractors', { ...plain, distractors: ['x'] }, { distractors: ['x'] }],
    ['multiple choice', choice, { distractors: ['A node', 'A volume', 'A service'] }],
    [
      'scenario',
      scenario,
      {
        context: 'A Pod restarts.',
        options: [
          { text: 'Read its logs', isCorrect: true, explanation: 'They say why' },
          { text: 'Wait', isCorrect: false, explanation: null },
        ],
      },
    ],
  ])('the metadata of a %s is written and read back', (_, card, expected) => {
    const content = checkCardContent(card)
    const json = JSON.parse(JSON.stringify(cardMetadata(content)))
    expect(json).toEqual(expected)
    const { distractors, scenario } = content
    expect(readCardMetadata(card.cardType, json)).toEqual({ distractors, scenario })
  })

  test.each([
    null,
    undefined,
    'text',
    7,
    [],
    { distractors: 'x' },
    { context: 1, options: [] },
    { context: 'x' },
  ])('metadata %j counts as absent', json => {
    expect(readCardMetadata('multiple_choice', json)).toEqual({ distractors: [], scenario: null })
    expect(readCardMetadata('scenario', json)).toEqual({ distractors: [], scenario: null })
  })
})

describe('what is refused', () => {
  const text = 'expected 1 to 10000 characters.'

  test.each<[string, CardInput, [string, string][]]>([
    [
      'an empty question',
      { ...plain, question: ' \n' },
      [['question', `Invalid question "": it is empty, ${text}`]],
    ],
    [
      'an answer too long',
      { ...plain, answer: 'x'.repeat(10_001) },
      [['answer', `Invalid answer "${'x'.repeat(39)}…": it has 10001 characters, ${text}`]],
    ],
    [
      'NUL',
      { ...plain, explanation: 'a\u0000' },
      [['explanation', `Invalid explanation "a\ufffd": it holds a control character U+0000, ${text}`]],
    ],
    [
      'a lone surrogate',
      { ...plain, answer: '\udc00' },
      [['answer', `Invalid answer "\ufffd": it holds a lone surrogate U+DC00, ${text}`]],
    ],
    [
      'two distractors',
      { ...choice, distractors: ['a', 'b'] },
      [['distractors', 'A multiple choice card has 2 distractors: expected 3.']],
    ],
    [
      'no distractors',
      { ...choice, distractors: null },
      [['distractors', 'A multiple choice card has 0 distractors: expected 3.']],
    ],
    [
      'four distractors on a flashcard',
      { ...plain, distractors: ['a', 'b', 'c', 'd'] },
      [['distractors', 'The card has 4 distractors: expected at most 3.']],
    ],
    [
      'distractors that read the same',
      { ...choice, distractors: ['A node', ' a  NODE', 'the smallest unit'] },
      [
        ['distractors.1', 'The distractor "a NODE" is the same as distractor 1: expected another text.'],
        [
          'distractors.2',
          'The distractor "the smallest unit" is the same as the answer: expected another text.',
        ],
      ],
    ],
    [
      'an empty distractor',
      { ...choice, distractors: ['a', '', 'c'] },
      [['distractors.1', `Invalid distractor "": it is empty, ${text}`]],
    ],
    [
      'distractors of a scenario',
      { ...scenario, distractors: ['x'] },
      [['distractors', 'A scenario has options instead of distractors: expected no distractors.']],
    ],
    [
      'a scenario on another card',
      { ...scenario, cardType: 'flashcard' },
      [['scenario', 'Only a card of type scenario has a scenario: expected null.']],
    ],
    [
      'no scenario',
      { ...scenario, scenario: null },
      [['scenario', 'A card of type scenario lacks its scenario: expected a context and options.']],
    ],
    [
      'one option',
      { ...scenario, scenario: { context: 'x', options: [option('a', true)] } },
      [['scenario.options', 'The scenario has 1 options: expected 2 to 6.']],
    ],
    [
      'seven options',
      {
        ...scenario,
        scenario: { context: 'x', options: [...'abcdefg'].map(each => option(each, each === 'a')) },
      },
      [['scenario.options', 'The scenario has 7 options: expected 2 to 6.']],
    ],
    [
      'two right options that read the same, without a context',
      { ...scenario, scenario: { context: '', options: [option('a', true), option('A', true)] } },
      [
        ['scenario.context', `Invalid context "": it is empty, ${text}`],
        ['scenario.options', 'The scenario has 2 correct options: expected exactly 1.'],
        ['scenario.options.1.text', 'The option "A" is the same as option 1: expected another text.'],
      ],
    ],
    [
      'no right option',
      { ...scenario, scenario: { context: 'x', options: [option('a'), option('b')] } },
      [['scenario.options', 'The scenario has 0 correct options: expected exactly 1.']],
    ],
    [
      'bad tags',
      { ...plain, tags: ['', 'x'.repeat(101)] },
      [
        ['tags.0', 'Invalid tag "": it is empty, expected 1 to 100 characters.'],
        ['tags.1', `Invalid tag "${'x'.repeat(39)}…": it has 101 characters, expected 1 to 100 characters.`],
      ],
    ],
    [
      'too many tags',
      { ...plain, tags: Array.from({ length: 51 }, (_, index) => `${index}`) },
      [['tags', 'The card has 51 tags: expected at most 50.']],
    ],
    [
      'an empty external id',
      { ...plain, externalId: '  ' },
      [['externalId', 'Invalid external id "": it is empty, expected 1 to 200 characters.']],
    ],
    [
      'an external id too long',
      { ...plain, externalId: 'x'.repeat(201) },
      [
        [
          'externalId',
          `Invalid external id "${'x'.repeat(39)}…": it has 201 characters, expected 1 to 200 characters.`,
        ],
      ],
    ],
  ])('%s', (_, card, expected) => {
    expect(faultsOf(card)).toEqual(expected)
  })

  test.each([
    'javascript:alert(1)',
    'ftp://example.org',
    'example.org',
    'http://',
    'https://a b',
    `https://e.org/${'x'.repeat(2_000)}`,
  ])('the source link %s', sourceUrl => {
    const [[path, message] = ['', '']] = faultsOf({ ...plain, sourceUrl })
    expect(path).toBe('sourceUrl')
    expect(message).toMatch(
      /^Invalid source link ".*": expected an http or https address of at most 2000 characters\.$/,
    )
  })

  test('every fault is listed, with its place among the cards', () => {
    const card = { ...choice, question: '', distractors: ['x', 'x', 'y'] }
    expect(faultsOf(card, 'cards.3').map(([path]) => path)).toEqual([
      'cards.3.question',
      'cards.3.distractors.1',
    ])
  })
})

test('a checked card stays as it is when it is checked again', () => {
  const texts = fc.string({ minLength: 1, maxLength: 20 })
  const inputs = fc.record({
    question: texts,
    answer: texts,
    explanation: fc.option(texts),
    cardType: fc.constant('flashcard' as const),
    distractors: fc.array(texts, { maxLength: 3 }),
    tags: fc.array(texts, { maxLength: 5 }),
  })
  fc.assert(
    fc.property(inputs, input => {
      if (faultsOf(input).length > 0) return
      const content = checkCardContent(input)
      expect(checkCardContent(content)).toEqual(content)
    }),
  )
})
