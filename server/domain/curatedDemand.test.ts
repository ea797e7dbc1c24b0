import { expect, test } from 'vitest'
import { addExample, needsCuratedTree } from './curatedDemand.ts'

test.each([
  [49, false, false],
  [50, false, true],
  [51, false, true],
  [50, true, false],
])('%d learners, curated tree %s: needed %s', (userCount, hasCuratedTree, expected) => {
  expect(needsCuratedTree({ userCount, hasCuratedTree })).toBe(expected)
})

const ten = Array.from({ length: 10 }, (_, index) => `spelling ${index}`)

test.each([
  [[], 'Go', ['Go']],
  [['Go'], 'Go', ['Go']],
  [['Go'], 'Learn Go', ['Go', 'Learn Go']],
  [ten, 'another', ten],
])('%j and %s', (examples, spelling, expected) => {
  expect(addExample(examples, spelling)).toEqual(expected)
})
