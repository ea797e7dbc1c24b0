import { describe, expect, it } from 'vitest'
import { type ChoiceMark, describeFeedback, letterOf, markChoice } from './choices.ts'
import type { Feedback } from './useStudyRun.ts'

const graded = (choiceId: string | null): Feedback => ({
  status: 'graded',
  choiceId,
  grade: { wasCorrect: choiceId === 'right', correctChoiceId: 'right' },
})
const waiting = (status: 'pending' | 'kept', choiceId: string | null = 'b'): Feedback => ({
  status,
  choiceId,
  grade: null,
})

describe('markChoice', () => {
  it.each<[string, string, Feedback, ChoiceMark]>([
    ['chosen, on its way', 'b', waiting('pending'), 'pending'],
    ['chosen, kept', 'b', waiting('kept'), 'kept'],
    ['another, on its way', 'right', waiting('pending'), 'other'],
    ['not sure, on its way', 'b', waiting('pending', null), 'other'],
    ['right and chosen', 'right', graded('right'), 'chosenRight'],
    ['right, another chosen', 'right', graded('b'), 'right'],
    ['right, not sure', 'right', graded(null), 'right'],
    ['wrong and chosen', 'b', graded('b'), 'chosenWrong'],
    ['wrong, not chosen', 'c', graded('b'), 'other'],
  ])('%s', (_, id, feedback, mark) => {
    expect(markChoice(id, feedback)).toBe(mark)
  })

  it('believes the server when the card was edited since it was shown', () => {
    const grade = { wasCorrect: true, correctChoiceId: 'edited' }
    expect(markChoice('b', { status: 'graded', choiceId: 'b', grade })).toBe('chosenRight')
  })
})

it.each<[Feedback, string | undefined, string]>([
  [waiting('pending'), undefined, ''],
  [waiting('kept'), undefined, 'Kept on this device. It will be graded when the server can be reached.'],
  [graded('right'), 'C', 'Right.'],
  [graded('b'), 'C', 'Not this one. C is right.'],
  [graded('b'), undefined, 'Not this one. The answer has changed since.'],
  [graded(null), 'C', 'C is right.'],
])('%j', (feedback, rightLetter, text) => {
  expect(describeFeedback(feedback, rightLetter)).toBe(text)
})

it('rows are lettered', () => {
  expect([0, 3, 5].map(letterOf)).toEqual(['A', 'D', 'F'])
})
