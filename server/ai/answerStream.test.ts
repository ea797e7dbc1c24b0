import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AnswerStream } from './answerStream.ts'

interface Heard {
  items: unknown[]
  notes: string[]
  fault: string | null
}

/** What is heard of pieces that come one after the other. */
function hear(...pieces: string[]): Heard {
  const items: unknown[] = []
  const notes: string[] = []
  const stream = new AnswerStream('nodes', {
    onItem: item => items.push(item),
    onNotes: text => notes.push(text),
  })
  for (const piece of pieces) stream.write(piece)
  return { items, notes, fault: stream.end() }
}

const a = { title: 'A' }
const b = { title: 'B "quoted" [x] {y} \\ \n 🇪🇸' }
const whole = JSON.stringify({ nodes: [a, b] })

describe('the list is found', () => {
  test.each<[string, string]>([
    ['as it was asked for', whole],
    ['printed over many lines', JSON.stringify({ nodes: [a, b] }, null, 2)],
    ['with other fields', JSON.stringify({ title: 'T', nodes: [a, b], count: 2 })],
    ['without the object', JSON.stringify([a, b])],
    ['in another object', JSON.stringify({ skill_tree: { nodes: [a, b] } })],
    ['under another name', JSON.stringify({ tree: [a, b] })],
    ['in a code fence', `\`\`\`json\n${whole}\n\`\`\``],
    ['behind an introduction', `Here is [the] tree for {you}, in 2 steps [1, 2]:\n\n${whole}`],
    ['before more words', `${whole}\n\nTell me {if} you want [more]!`],
    ['behind thoughts', `<think>First {"nodes": [{"title": "no"}]}, then…</think>\n${whole}`],
    ['behind thoughts in words', `<thinking>\n[{"title": "no"}]\n</thinking>${whole}`],
    ['behind an empty object', `{} ${whole}`],
    ['behind what is not JSON', `{nodes: [1]} ${whole}`],
    ['behind a byte order mark', `\ufeff${whole}`],
  ])('%s', (_, text) => {
    expect(hear(text)).toEqual({ items: [a, b], notes: [], fault: null })
    expect(hear(...text)).toEqual({ items: [a, b], notes: [], fault: null })
  })

  test('an empty list is an answer', () => {
    expect(hear('{"nodes":[]}')).toEqual({ items: [], notes: [], fault: null })
  })

  test('items are whatever the model put there', () => {
    expect(hear('{"nodes":[1,"x",null,[],{}]}').items).toEqual([1, 'x', null, [], {}])
  })

  test.each(['{"notes":"Read first","nodes":[{}]}', '{"nodes":[{}],"notes":"Read first"}'])(
    'notes of %s',
    text => {
      expect(hear(text)).toEqual({ items: [{}], notes: ['Read first'], fault: null })
    },
  )

  test('notes that are no text are none', () => {
    expect(hear('{"notes":{"text":"x"},"nodes":[{}]}').notes).toEqual([])
  })
})

test('an item is heard as soon as it is whole', () => {
  const heard: unknown[] = []
  const stream = new AnswerStream('nodes', { onItem: item => heard.push(item) })
  const counts = [...'{"nodes":[{"t":1},{"t":2}]}'].map(character => {
    stream.write(character)
    return heard.length
  })
  expect(counts.indexOf(1)).toBe('{"nodes":[{"t":1}'.length - 1)
  expect(counts.indexOf(2)).toBe('{"nodes":[{"t":1},{"t":2}'.length - 1)
})

describe('what is wrong is told at the end', () => {
  const nothing = 'The answer holds no JSON object with the list "nodes".'
  test.each<[string, string, number, string]>([
    ['nothing', '', 0, nothing],
    ['words alone', 'I cannot help with that.', 0, nothing],
    ['another object', '{"reply":"Hello"}', 0, nothing],
    ['thoughts without an end', `<think>${whole}`, 0, nothing],
    ['a list of words', '["A","B"]', 0, nothing],
    ['brackets without end', '['.repeat(100_000), 0, nothing],
    ['braces without end', '{"a":'.repeat(100_000), 0, nothing],
    [
      'cut in an item',
      whole.slice(0, -6),
      1,
      'The answer breaks off after item 1 of "nodes": expected one whole JSON object.',
    ],
    [
      'cut before its end',
      whole.slice(0, -1),
      2,
      'The answer breaks off after item 2 of "nodes": expected one whole JSON object.',
    ],
    [
      'cut in a list without the object',
      '[{"title":"A"},{"ti',
      1,
      'The answer breaks off after item 1 of "nodes": expected one whole JSON object.',
    ],
    [
      'a comma too many',
      '{"nodes":[{"title":"A"},]}',
      1,
      'The answer is no valid JSON after item 1 of "nodes": expected one whole JSON object.',
    ],
    [
      'dots for the rest',
      '{"nodes":[{"title":"A"}, ...]}',
      1,
      'The answer is no valid JSON after item 1 of "nodes": expected one whole JSON object.',
    ],
    [
      'without end',
      `{"nodes":[${'{},'.repeat(100_001)}`,
      99_997,
      'The answer has more than 300000 characters.',
    ],
  ])('%s', (_, text, count, fault) => {
    const heard = hear(text)
    expect(heard.fault).toBe(fault)
    expect(heard.items).toHaveLength(count)
  })
})

test('what the listener throws comes out, and is no fault of the answer', () => {
  const stream = new AnswerStream('nodes', {
    onItem: () => {
      throw new Error('full')
    },
  })
  expect(() => stream.write(whole)).toThrow('full')
})

const values = fc.array(
  fc.oneof(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), fc.jsonValue()),
  { maxLength: 5 },
)
const introductions = fc.constantFrom(
  '',
  'Sure [1]: ',
  '```json\n',
  '<think>{"nodes":[{}]}</think>',
  '\n \t{}',
)

test('any JSON comes back as it is, in whatever pieces it came', () => {
  fc.assert(
    fc.property(values, introductions, fc.array(fc.nat(30)), (nodes, introduction, sizes) => {
      const text = `${introduction}${JSON.stringify({ nodes })}\nThat is all.`
      expect(hear(...cut(text, sizes))).toEqual({
        items: JSON.parse(JSON.stringify(nodes)),
        notes: [],
        fault: null,
      })
    }),
  )
})

test('whatever comes, the pieces it comes in make no difference', () => {
  const scraps = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    ':',
    ',',
    '\\',
    ' ',
    'nodes',
    '"nodes":',
    '{"a":1}',
    '<think>',
    '</think>',
    'é🇪🇸',
    '1',
    'true',
    whole,
  )
  fc.assert(
    fc.property(fc.array(scraps, { maxLength: 30 }), fc.array(fc.nat(6)), (parts, sizes) => {
      const text = parts.join('')
      expect(hear(...cut(text, sizes))).toEqual(hear(text))
    }),
    { numRuns: 1_000 },
  )
})

function cut(text: string, sizes: number[]): string[] {
  const pieces: string[] = []
  let at = 0
  for (const size of sizes) {
    pieces.push(text.slice(at, at + size))
    at += size
  }
  return [...pieces, text.slice(at)]
}
