import type { Page } from 'playwright-core'
import { expect } from 'vitest'

// What an operation answers is the test's to know.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Answer = any

/** An operation with the page's own cookies, past its user interface. */
export async function ask<Data = Answer>(page: Page, query: string, variables: object = {}): Promise<Data> {
  const response = await page.request.post('/graphql', { data: { query, variables } })
  const { data, errors } = await response.json()
  expect(errors).toBeUndefined()
  return data
}

/** What "Start without an account" does, for tests that begin later. */
export async function enterAsGuest(page: Page): Promise<void> {
  const response = await page.request.post('/api/auth/sign-in/anonymous', { data: {} })
  expect(response.status()).toBe(200)
}

export interface Tree {
  goalId: string
  /** node ids by title */
  nodes: Record<string, string>
}

export async function createGoal(page: Page, outline: string): Promise<Tree> {
  const [, title = ''] = /^# (.+)$/m.exec(outline) ?? []
  const { createGoal } = await ask(
    page,
    `mutation ($input: CreateGoalInput!) {
      createGoal(input: $input) { goal { id skillTree { nodes { id title } } } }
    }`,
    { input: { title, source: { outline: { text: outline } } } },
  )
  const nodes: { id: string; title: string }[] = createGoal.goal.skillTree.nodes
  return { goalId: createGoal.goal.id, nodes: Object.fromEntries(nodes.map(node => [node.title, node.id])) }
}

/** One card per entry: question, answer. They are known by their question from then on. */
export async function addCards(page: Page, skillNodeId: string, cards: [string, string][]): Promise<void> {
  const { upsertFlashcards } = await ask(
    page,
    `mutation ($skillNodeId: ID!, $cards: [UpsertFlashcardInput!]!) {
      upsertFlashcards(skillNodeId: $skillNodeId, cards: $cards) { created }
    }`,
    { skillNodeId, cards: cards.map(([question, answer]) => ({ externalId: question, question, answer })) },
  )
  expect(upsertFlashcards.created).toBe(cards.length)
}

export interface LoggedReview {
  reviewId: string
  rating: string
  flashcard: { question: string }
}

/** Every answer the server has, oldest first. */
export async function listReviews(page: Page): Promise<LoggedReview[]> {
  const { viewer } = await ask(
    page,
    '{ viewer { reviews(first: 100) { edges { node { reviewId rating undoneAt flashcard { question } } } } } }',
  )
  return viewer.reviews.edges.map((edge: { node: LoggedReview }) => edge.node)
}
