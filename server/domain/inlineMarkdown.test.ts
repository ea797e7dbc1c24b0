import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stripInlineMarkdown } from './inlineMarkdown.ts'

test.each([
  ['plain text', 'plain text'],
  ['**bold** and *italic* and ***both***', 'bold and italic and both'],
  ['__bold__ and _italic_', 'bold and italic'],
  ['**outer *inner* text**', 'outer inner text'],
  ['~~gone~~ here', 'gone here'],
  ['`kubectl get pods`', 'kubectl get pods'],
  ['``a ` b``', 'a ` b'],
  ['**`kubectl` basics**', 'kubectl basics'],
  ['`**not bold**`', '**not bold**'],
  ['[Pods](https://example.org/a_(b)) and [nodes][1]', 'Pods and nodes'],
  ['[Pods](https://example.org "A title")', 'Pods'],
  ['[**Pods**](x)', 'Pods'],
  ['![diagram](a.png) of it', 'diagram of it'],
  ['[![badge](a.svg)](https://example.org) title', 'badge title'],
  ['<https://example.org>', 'https://example.org'],
  ['snake_case_name', 'snake_case_name'],
  ['2 * 3 * 4', '2 * 3 * 4'],
  ['C* and A*', 'C* and A*'],
  ['\\*literal\\* and \\# too', '*literal* and # too'],
  ['R&amp;D &lt;T&gt;', 'R&D <T>'],
  ['<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['array[0] and [ ] box', 'array[0] and [ ] box'],
  ['unclosed **bold and `code', 'unclosed **bold and `code'],
])('%j → %j', (text, expected) => {
  expect(stripInlineMarkdown(text)).toBe(expected)
})

test('text without marks comes back as it is', () => {
  const plain = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '-', '(', ')', '.', '😀', '1') })
  fc.assert(fc.property(plain, text => stripInlineMarkdown(text) === text))
})

test('marks of every kind, in any order, are read without a fault', () => {
  const noise = fc.string({
    unit: fc.constantFrom('*', '_', '`', '[', ']', '(', ')', '\\', '!', '~', '<', '&amp;', 'a', ' '),
    maxLength: 200,
  })
  fc.assert(fc.property(noise, text => stripInlineMarkdown(text).length <= text.length))
})
