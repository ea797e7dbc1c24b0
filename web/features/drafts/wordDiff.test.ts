import { expect, test } from 'vitest'
import { diffWords } from './wordDiff.ts'

const print = (before: string, after: string) =>
  diffWords(before, after)
    ?.map(({ kind, text }) => ({ same: text, removed: `[-${text}-]`, added: `[+${text}+]` })[kind])
    .join(' ')

test.each([
  ['one two', 'one two', 'one two'],
  ['Which object runs Pods?', 'Which object runs two Pods?', 'Which object runs [+two+] Pods?'],
  ['How do you list Pods?', 'How can you list Pods?', 'How [-do-] [+can+] you list Pods?'],
  [
    'Run `kubectl get pods` now',
    'Run `kubectl get nodes` now',
    'Run [-`kubectl get pods`-] [+`kubectl get nodes`+] now',
  ],
  ['a  b\nc', 'a b c', 'a b c'],
])('%s → %s', (before, after, expected) => {
  expect(print(before, after)).toBe(expected)
})

test.each([
  ['texts without common words', 'It is etcd.', 'Something else entirely'],
  ['a list', '- one\n- two', '- one\n- two\n- three'],
  ['a table', '| a | b |', '| a | b | c |'],
  ['code', '```\nrun\n```', '```\nrun it\n```'],
  ['mathematics', '$a^2$ is it', '$a^3$ is it'],
  ['more words than anyone compares', 'word '.repeat(401), 'word '.repeat(402)],
])('nothing is marked in %s', (_, before, after) => {
  expect(diffWords(before, after)).toBeNull()
})
