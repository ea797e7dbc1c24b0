import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { ResetCards } from '../cardHistory/historyDocuments.ts'
import { LeechList } from './LeechList.tsx'
import { LeechNote } from './LeechNote.tsx'
import { LeechCountQuery, LeechesQuery } from './leechDocuments.ts'

const goal = { __typename: 'Goal', id: 'g', title: 'Kubernetes' }
const node = {
  __typename: 'SkillNode',
  id: 'n',
  title: 'Storage',
  notes: 'Read me.',
  tree: { __typename: 'SkillTree', id: 't', goal },
}

const leech = (id: string, change: object = {}) => ({
  __typename: 'Flashcard',
  id,
  question: `Question ${id}?`,
  answer: 'One word',
  explanation: null,
  cardType: 'FLASHCARD',
  distractors: [],
  scenario: null,
  tags: [],
  sourceUrl: null,
  lapses: 9,
  isSuspended: false,
  isLeech: true,
  state: 'REVIEW',
  skillNode: node,
  ...change,
})

const list = (...cards: object[]) => ({
  request: { query: LeechesQuery, variables: {} },
  result: {
    data: {
      viewer: {
        __typename: 'Viewer',
        id: 'v',
        flashcards: {
          __typename: 'FlashcardConnection',
          totalCount: cards.length,
          edges: cards.map((card, index) => ({
            __typename: 'FlashcardEdge',
            cursor: `k${index}`,
            node: card,
          })),
          pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
        },
      },
    },
  },
})

const wasReset = {
  request: { query: ResetCards, variables: { ids: ['a'], isOne: true } },
  result: {
    data: {
      resetFlashcards: {
        __typename: 'FlashcardsPayload',
        flashcards: [
          {
            __typename: 'Flashcard',
            id: 'a',
            state: 'NEW',
            due: null,
            stability: null,
            difficulty: null,
            reps: 0,
            lapses: 0,
            lastReview: null,
            isLeech: false,
            isMastered: false,
            nextReviews: [],
            skillNode: null,
          },
        ],
      },
    },
  },
}

test('each card comes with what could help it', async () => {
  await renderWithApp(<LeechList />, {
    mocks: [
      list(
        leech('a', { answer: '- one\n- two' }),
        leech('b', { isSuspended: true }),
        leech('c', { skillNode: null }),
      ),
    ],
  })
  const cards = await screen.findAllByRole('article')
  const first = within(cards[0]!)
  expect(first.getByText('Split it')).toBeInTheDocument()
  expect(first.getByRole('link', { name: 'Open “Storage”' })).toHaveAttribute('href', '/goals/g/nodes/n')
  expect(first.getByText(/Forgotten 9 times/)).toBeInTheDocument()
  const second = within(cards[1]!)
  expect(second.getByRole('button', { name: 'Study it again' })).toBeInTheDocument()
  expect(second.queryByText('Let it rest')).not.toBeInTheDocument()
  const third = within(cards[2]!)
  expect(third.getByText('Say it differently')).toBeInTheDocument()
  expect(third.queryByRole('link')).not.toBeInTheDocument()
})

test('a reset says that the history is kept, and takes the card off the list', async () => {
  await renderWithApp(<LeechList />, { mocks: [list(leech('a'), leech('b')), wasReset] })
  const [first] = await screen.findAllByRole('article')
  await userEvent.click(within(first!).getByRole('button', { name: 'Reset' }))
  const dialog = await screen.findByRole('dialog')
  expect(dialog).toHaveTextContent(/past answers are kept/)
  await userEvent.click(within(dialog).getByRole('button', { name: 'Reset' }))
  expect(await screen.findByText('The card is new again.')).toBeInTheDocument()
  await waitFor(() => expect(screen.queryByText('Question a?')).not.toBeInTheDocument())
  expect(screen.getByText('Question b?')).toBeInTheDocument()
})

test('without a leech the page says what would be here', async () => {
  await renderWithApp(<LeechList />, { mocks: [list()] })
  expect(await screen.findByText('No card gives you trouble')).toBeInTheDocument()
})

test.each([
  [0, null],
  [1, '1 card does not stick yet.'],
  [3, '3 cards do not stick yet.'],
])('with %d leeches today says: %s', async (totalCount, words) => {
  const flashcards = { __typename: 'FlashcardConnection', totalCount }
  const { cache } = await renderWithApp(<LeechNote />, {
    mocks: [
      {
        request: { query: LeechCountQuery, variables: {} },
        result: { data: { viewer: { __typename: 'Viewer', id: 'v', flashcards } } },
      },
    ],
  })
  await waitFor(() => expect(cache.extract()).toHaveProperty('Viewer:v'))
  if (words === null) expect(screen.queryByRole('link')).not.toBeInTheDocument()
  else {
    expect(await screen.findByText(new RegExp(words))).toBeInTheDocument()
    expect(screen.getByRole('link', { name: 'See what could help' })).toHaveAttribute(
      'href',
      '/cards/leeches',
    )
  }
})
