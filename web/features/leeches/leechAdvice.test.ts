import { expect, test } from 'vitest'
import { adviseOnLeech, type LeechAdvice } from './leechAdvice.ts'

const long = 'word '.repeat(50)

test.each<[string, string, string, boolean, LeechAdvice[]]>([
  ['a short one', 'What?', 'That.', false, ['reword', 'suspend']],
  ['a short one with notes to read', 'What?', 'That.', true, ['reword', 'notes', 'suspend']],
  ['a long answer', 'What?', long, false, ['shorten', 'suspend']],
  ['a long question', long, 'That.', false, ['shorten', 'suspend']],
  ['a list', 'Which?', '- one\n- two\n- three', true, ['split', 'notes', 'suspend']],
  ['a numbered list that is long', 'Which?', `1. ${long}\n2. two`, false, ['split', 'shorten', 'suspend']],
  ['one point is no list', 'What?', '- one', false, ['reword', 'suspend']],
  ['signs are not words', 'What?', `x ${'| - '.repeat(60)}`, false, ['reword', 'suspend']],
])('%s', (_what, question, answer, hasNotes, advice) => {
  expect(adviseOnLeech({ question, answer, hasNotes })).toEqual(advice)
})
