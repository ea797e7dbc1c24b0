import { expect, it } from 'vitest'
import { toPlainText } from './plainText.ts'

it.each([
  ['What does `kubectl get pods` list?', 'What does kubectl get pods list?'],
  ['A **bold** and *slanted* word', 'A bold and slanted word'],
  ['snake_case_name and 2 * 3 * 4', 'snake_case_name and 2 * 3 * 4'],
  ['See [the docs](https://example.org/a)', 'See the docs'],
  ['# Title\n\n- one\n- two', 'Title one two'],
  ['```yaml\nkind: Pod\n```\nWhat is it?', 'kind: Pod What is it?'],
  ['| a | b |\n|---|---|\n| 1 | 2 |', 'a b 1 2'],
])('%j', (markdown, text) => {
  expect(toPlainText(markdown)).toBe(text)
})
