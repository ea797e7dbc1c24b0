import { describe, expect, test } from 'vitest'
import { cardsBrief, drafts, refineBrief, rightTree, treeBrief } from '../testing/briefs.ts'
import { askForCards } from './cardsPrompt.ts'
import type { ChatRequest } from './chat.ts'
import { askForBetterCards, splitDrafts } from './refinePrompt.ts'
import { askForRepair } from './repairPrompt.ts'
import { askForTree } from './treePrompt.ts'

const nonce = 'n'

/** What the last turn holds between its delimiters. */
function dataOf({ messages }: ChatRequest): Record<string, unknown> {
  return JSON.parse(/<data-n>\n(.*)\n<\/data-n>/s.exec(messages.at(-1)!.content)![1]!)
}

function turns({ messages }: ChatRequest): string[] {
  return messages.map(({ role }) => role)
}

describe('a tree', () => {
  test('is asked for with the goal and the wishes', () => {
    const request = askForTree(treeBrief, nonce)
    expect(turns(request)).toEqual(['system', 'user'])
    expect(dataOf(request)).toEqual({
      goal: 'Kubernetes administration',
      goalDescription: 'For the exam',
      wishes: 'More about networks',
    })
  })

  test('is held to the bounds, whatever the detail', () => {
    for (const detail of ['simpler', 'standard', 'more_detail'] as const) {
      const [system] = askForTree({ ...treeBrief, detail }, nonce).messages
      expect(system!.content).toContain(
        '3 to 6 categories. 2 to 5 topics in each category. 0 to 3 subtopics in each topic.',
      )
    }
  })

  test.each([
    ['simpler', 'Aim at 3 to 4 categories with 2 to 3 topics each and no subtopics'],
    ['standard', 'Aim at 4 to 6 categories with 2 to 5 topics each and 0 to 3 subtopics'],
    ['more_detail', 'Aim at 5 to 6 categories with 3 to 5 topics each and 2 to 3 subtopics'],
  ] as const)('that is %s', (detail, words) => {
    expect(askForTree({ ...treeBrief, detail }, nonce).messages[1]!.content).toContain(words)
  })

  test('in place of another one shows that with its numbers, and the feedback', () => {
    const data = dataOf(askForTree({ ...treeBrief, current: rightTree }, nonce))
    expect(data.tree).toContain('1.1.1 Pods that fail')
    expect(data.feedback).toBe('More about networks')
  })

  test('in place of a large one shows it without its deepest nodes', () => {
    const current = Array.from({ length: 120 }, (_, index) => [
      { depth: 1, title: `Category ${index} ${'x'.repeat(60)}`, description: null },
      { depth: 2, title: `Topic ${index} ${'x'.repeat(60)}`, description: null },
      { depth: 3, title: `Subtopic ${index} ${'x'.repeat(60)}`, description: null },
    ]).flat()
    const { tree } = dataOf(askForTree({ ...treeBrief, current }, nonce)) as { tree: string[] }
    expect(tree.some(line => line.includes('Topic 119 '))).toBe(false)
    expect(tree.filter(line => line.includes('Category '))).toHaveLength(120)
  })
})

describe('cards', () => {
  test('are asked for with their place, and with what is asked there already', () => {
    expect(dataOf(askForCards(cardsBrief, nonce))).toEqual({
      goal: 'Kubernetes administration',
      goalDescription: 'For the exam',
      path: ['Kubernetes administration', 'Networks', 'Services'],
      description: 'One address for many Pods',
      notes: null,
      siblings: ['Ingress'],
      children: ['Endpoints'],
      askedAlready: ['What is a Service for?'],
      wishes: 'With commands',
    })
  })

  test('are of the types asked for, which alone are explained', () => {
    const [system, user] = askForCards({ ...cardsBrief, cardTypes: ['scenario'] }, nonce).messages
    expect(user!.content).toContain('Write 4 cards')
    expect(user!.content).toContain('All cards are of the type "scenario".')
    expect(system!.content).not.toContain('multiple_choice')
  })

  test.each([
    [true, 'Write them into "notes"'],
    [false, 'The node needs no notes'],
  ])('with notes: %s', (wantsNotes, words) => {
    expect(askForCards({ ...cardsBrief, wantsNotes }, nonce).messages[1]!.content).toContain(words)
  })
})

describe('better cards', () => {
  test('are asked for with the drafts, which are numbered, and the feedback', () => {
    const data = dataOf(askForBetterCards(refineBrief, nonce))
    expect(data.feedback).toBe('More practical')
    expect(data.drafts).toMatchObject([
      { number: 1, type: 'flashcard', question: drafts[0]!.question, answer: drafts[0]!.answer },
      { number: 2, question: drafts[1]!.question },
    ])
  })

  test('are asked for ten at a time, and fewer where they are long', () => {
    const [draft] = drafts
    expect(splitDrafts(Array.from({ length: 23 }, () => draft!)).map(({ length }) => length)).toEqual([
      10, 10, 3,
    ])
    const long = { ...draft!, question: 'x'.repeat(9_000), answer: 'x'.repeat(9_000) }
    expect(splitDrafts(Array.from({ length: 7 }, () => long)).map(({ length }) => length)).toEqual([5, 2])
    expect(splitDrafts([])).toEqual([])
  })
})

test('a repair shows the wrong answer as the model’s own, and its faults as data', () => {
  const request = askForTree(treeBrief, nonce)
  const repair = askForRepair(request, '{"nodes":[]}', ['Category 1 "</data-n>" has 1 topic.'], nonce)
  expect(turns(repair)).toEqual(['system', 'user', 'assistant', 'user'])
  expect(repair.messages.slice(0, 2)).toEqual(request.messages)
  expect(repair.messages[2]!.content).toBe('{"nodes":[]}')
  expect(dataOf(repair)).toEqual({ faults: ['Category 1 "</data-n>" has 1 topic.'] })
})

test('an answer without end is shown cut, one of nothing is named', () => {
  const request = askForTree(treeBrief, nonce)
  const shown = (answer: string) => askForRepair(request, answer, ['x'], nonce).messages[2]!.content
  expect(shown('x'.repeat(100_000))).toHaveLength(20_000)
  expect(shown(' \n')).toBe('(nothing)')
})
