import { describe, expect, it } from 'vitest'
import type { CardContentFragment } from '../../gql/graphql.ts'
import { emptyCard, nextCard, placeIssues, toCardInput, toValues } from './cardForm.ts'

const scenarioCard: CardContentFragment = {
  id: 'card',
  question: 'What first?',
  answer: 'Look at the events',
  explanation: null,
  cardType: 'SCENARIO',
  distractors: [],
  scenario: {
    context: 'A pod is pending.',
    options: [
      { text: 'Look at the events', isCorrect: true, explanation: 'They name the reason.' },
      { text: 'Restart it', isCorrect: false, explanation: null },
    ],
  },
  tags: ['debugging'],
  sourceUrl: 'https://kubernetes.io/docs',
}

describe('card values', () => {
  it('go to the server as they came', () => {
    const { id: _, ...content } = scenarioCard
    expect(toCardInput(toValues(scenarioCard))).toEqual(content)
  })

  it('leave out what belongs to another type, and clear what is blank', () => {
    const values = { ...toValues(scenarioCard), cardType: 'FLASHCARD' as const, sourceUrl: '  ' }
    expect(toCardInput(values)).toMatchObject({ scenario: null, distractors: [], sourceUrl: null })
    const choice = { ...emptyCard(), cardType: 'MULTIPLE_CHOICE' as const, distractors: ['a', '', 'c'] }
    expect(toCardInput(choice).distractors).toEqual(['a', '', 'c'])
    expect(toCardInput({ ...choice, cardType: 'FLASHCARD' }).distractors).toEqual(['a', 'c'])
  })

  it('keep type, tags and source for the next card', () => {
    expect(nextCard(toValues(scenarioCard))).toEqual({
      ...emptyCard(),
      cardType: 'SCENARIO',
      tags: ['debugging'],
      sourceUrl: 'https://kubernetes.io/docs',
    })
  })
})

describe('placeIssues', () => {
  it.each([
    ['question', 'question'],
    ['input.answer', 'answer'],
    ['cards.3.question', 'question'],
    ['distractors', 'distractors'],
    ['distractors.1', 'distractors.1'],
    ['tags.4', 'tags'],
    ['scenario.options', 'scenario.options'],
    ['scenario.options.2.text', 'scenario.options.2.text'],
    ['scenario.options.2.isCorrect', 'scenario.options'],
  ])('%s stands at %s', (path, field) => {
    expect(placeIssues([{ path, message: 'wrong' }])).toEqual({ byField: { [field]: 'wrong' }, rest: [] })
  })

  it('keeps what belongs to no field, and the first of two', () => {
    const issues = [
      { path: 'skillNodeId', message: 'gone' },
      { path: 'question', message: 'first' },
      { path: 'question', message: 'second' },
    ]
    expect(placeIssues(issues)).toEqual({ byField: { question: 'first' }, rest: ['gone'] })
  })
})
