import fc from 'fast-check'
import { default_w, forgetting_curve } from 'ts-fsrs'
import { expect, test } from 'vitest'
import { decayWeightOf, defaultDecayWeight, recallAfter } from './forgettingCurve.ts'

test.each([
  [0, 5, 1],
  [5, 5, 0.9],
  [0.5, 0.5, 0.9],
  [163, 163, 0.9],
  [-1, 5, 1],
])('after %d days a stability of %d days leaves a recall of %d', (elapsed, stability, recall) => {
  expect(recallAfter(elapsed, stability)).toBeCloseTo(recall, 12)
})

test('it is the curve the server schedules by', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 36_500 }),
      fc.double({ min: 0.01, max: 36_500, noNaN: true }),
      fc.double({ min: 0.1, max: 0.8, noNaN: true }),
      (elapsed, stability, decayWeight) => {
        const weights = [...default_w.slice(0, 20), decayWeight]
        // ts-fsrs rounds to eight places
        expect(recallAfter(elapsed, stability, decayWeight)).toBeCloseTo(
          forgetting_curve(weights, elapsed, stability),
          6,
        )
      },
    ),
  )
})

test('the default is the last of the default weights', () => {
  expect(defaultDecayWeight).toBe(default_w[20])
  expect(decayWeightOf(null)).toBe(defaultDecayWeight)
  expect(decayWeightOf([...default_w.slice(0, 20), 0.3])).toBe(0.3)
})
