import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalizeTopic } from './topic.ts'

test.each([
  ['Learn Kubernetes', 'kubernetes'],
  ['  learn   KUBERNETES! ', 'kubernetes'],
  ['Introduction to Kubernetes', 'kubernetes'],
  ['Intro to Kubernetes', 'kubernetes'],
  ['An introduction to the basics of Kubernetes', 'kubernetes'],
  ['How to learn Kubernetes?', 'kubernetes'],
  ['I want to learn how to master Kubernetes.', 'kubernetes'],
  ['I’d like to study Kubernetes', 'kubernetes'],
  ['I want to: "learn" (Kubernetes)', 'kubernetes'],
  ['🚀 Learn Kubernetes ⚙️', 'kubernetes'],
  ['Mastering: Kubernetes – the hard way', 'kubernetes the hard way'],
  ['ＫＵＢＥＲＮＥＴＥＳ', 'kubernetes'],
  ['Certified Kubernetes Administrator', 'certified kubernetes administrator'],
  ['Machine Learning', 'machine learning'],
  ['Dijkstra’s algorithm', 'dijkstras algorithm'],
  ['CI/CD', 'ci cd'],
  ['C', 'c'],
  ['C++', 'c++'],
  ['Learn C++.', 'c++'],
  ['C#', 'c#'],
  ['learn c #', 'c'],
  ['.NET', '.net'],
  ['Node.js', 'node.js'],
  ['Web 2.0', 'web 2.0'],
  ['C++ & C#', 'c++ c#'],
  ['Learning', 'learning'],
  ['how to learn', 'learn'],
  ['How to', 'how to'],
  ['I want to', 'i want to'],
  ['Learn ???', 'learn'],
  ['???', '???'],
  ['日本語を学ぶ', '日本語を学ぶ'],
  ['تعلم العربية', 'تعلم العربية'],
  ['', ''],
])('%j is about %j', (title, topic) => {
  expect(normalizeTopic(title)).toBe(topic)
})

test('C, C++ and C# differ', () => {
  expect(new Set(['C', 'C++', 'C#'].map(normalizeTopic)).size).toBe(3)
})

test('a topic fits its column even when its normal form is longer', () => {
  expect(Array.from(normalizeTopic('ﷺ'.repeat(200)))).toHaveLength(200)
})

const titles = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        'learn',
        'How to',
        'I want to',
        'intro',
        'to',
        'the',
        'C++',
        '.',
        '#',
        '+',
        '-',
        ':',
        '’',
        's',
        'x',
        '😀',
      ),
      { maxLength: 12 },
    )
    .chain(words => fc.constantFrom('', ' ').map(separator => words.join(separator))),
)

test('applying it twice changes nothing', () => {
  fc.assert(
    fc.property(titles, title => {
      const topic = normalizeTopic(title)
      expect(normalizeTopic(topic)).toBe(topic)
    }),
    { numRuns: 2_000 },
  )
})

test('it never leaves nothing of a title that says something', () => {
  fc.assert(
    fc.property(titles, title => {
      if (title.trim() !== '') expect(normalizeTopic(title)).not.toBe('')
    }),
    { numRuns: 1_000 },
  )
})

test('leading words, case, white space and closing punctuation make no difference', () => {
  const words = fc.stringMatching(/^[a-z]{4,10}( [a-z]{4,10}){0,2}$/)
  const openings = fc.constantFrom(
    'Learn',
    'Study:',
    'How to',
    'I want to learn',
    'Intro to',
    'An Introduction to',
  )
  fc.assert(
    fc.property(words, openings, fc.constantFrom('', '.', '!', ' …', '?!'), (topic, opening, ending) => {
      expect(normalizeTopic(`${opening}  ${topic.toUpperCase()}${ending}`)).toBe(normalizeTopic(topic))
    }),
  )
})
