import type { GraphQLField } from 'graphql'
import { beforeAll, describe, expect, it } from 'vitest'
import { useTestDatabase } from '../testing/database.ts'
import { type Caller, newCaller } from '../testing/execute.ts'
import { findIdPlaces, writeCall } from '../testing/operations.ts'
import { schema } from './schema.ts'

/**
 * Nobody reaches another learner's objects by any route: every query, mutation and field of the viewer
 * that takes an id is called with ids of another learner, and answers as if there were no such object.
 */
const database = useTestDatabase()

/** One of everything an id can name, all of another learner. */
let theirs: Record<
  'goal' | 'node' | 'card' | 'draft' | 'session' | 'deletion' | 'review' | 'job' | 'token',
  string
>
let stranger: Caller

beforeAll(async () => {
  const owner = await newCaller(database().db)
  stranger = await newCaller(database().db)
  const { createGoal } = await owner.ask<{
    createGoal: { goal: { id: string; skillTree: { nodes: { id: string }[] } } }
  }>(
    'mutation { createGoal(input: { title: "G", source: { outline: { text: "- a\\n- b" } } }) { goal { id skillTree { nodes { id } } } } }',
  )
  const nodes = createGoal.goal.skillTree.nodes
  const node = nodes[1]!.id
  const { createFlashcard } = await owner.ask<{ createFlashcard: { flashcard: { id: string } } }>(
    'mutation ($node: ID!) { createFlashcard(input: { skillNodeId: $node, question: "Q", answer: "A" }) { flashcard { id } } }',
    { node },
  )
  const { deleteSkillNode } = await owner.ask<{ deleteSkillNode: { deletion: { id: string } } }>(
    'mutation ($id: ID!) { deleteSkillNode(id: $id) { deletion { id } } }',
    { id: nodes[2]!.id },
  )
  const card = createFlashcard.flashcard.id
  const session = (
    await owner.ask<{ startStudySession: { studySession: { id: string } } }>(
      'mutation { startStudySession(input: { mode: FLASHCARD }) { studySession { id } } }',
    )
  ).startStudySession.studySession.id
  const review = '6f6ff0ab-55a1-4d5c-9d7e-0f4c1f2d3a4b'
  await owner.ask(
    'mutation ($input: ReviewFlashcardInput!) { reviewFlashcard(input: $input) { review { id } } }',
    { input: { reviewId: review, flashcardId: card, rating: 'GOOD' } },
  )
  const deletion = deleteSkillNode.deletion.id
  const { generateFlashcards } = await owner.ask<{ generateFlashcards: { job: { id: string } } }>(
    'mutation ($node: ID!) { generateFlashcards(input: { skillNodeId: $node }) { job { id } } }',
    { node },
  )
  const job = generateFlashcards.job.id
  const { id: draft } = await database().db.flashcard.create({
    data: { userId: owner.learner!.id, skillNodeId: node, question: 'Q', answer: 'A', status: 'draft' },
  })
  const { createApiToken } = await owner.ask<{ createApiToken: { apiToken: { id: string } } }>(
    'mutation { createApiToken(input: { name: "T", scope: WRITE }) { apiToken { id } } }',
  )
  const token = createApiToken.apiToken.id
  theirs = { goal: createGoal.goal.id, node, card, draft, session, deletion, review, job, token }
})

type Kind = keyof typeof theirs

/** What the ids of a field name, where the argument's own name does not say it. */
const kindOfField: Record<string, Kind> = {
  goal: 'goal',
  skillNode: 'node',
  flashcard: 'card',
  studySession: 'session',
  updateGoal: 'goal',
  setGoalsStatus: 'goal',
  deleteGoal: 'goal',
  updateSkillNode: 'node',
  moveSkillNode: 'node',
  setSkillNodesEnabled: 'node',
  deleteSkillNode: 'node',
  updateFlashcard: 'card',
  setFlashcardsSuspended: 'card',
  moveFlashcards: 'card',
  deleteFlashcards: 'card',
  resetFlashcards: 'card',
  flashcards: 'card',
  undoDeletion: 'deletion',
  completeStudySession: 'session',
  abandonStudySession: 'session',
  generationJob: 'job',
  cancelGenerationJob: 'job',
  approveDrafts: 'draft',
  discardDrafts: 'draft',
  revokeApiToken: 'token',
}
const kindOfArgument: Record<string, Kind> = {
  goalId: 'goal',
  skillNodeId: 'node',
  parentId: 'node',
  flashcardId: 'card',
  studySessionId: 'session',
  draftIds: 'draft',
  jobId: 'job',
}

/** Ids that a client makes itself. */
const made = new Set([
  'reviewFlashcard.reviewId',
  'reviewFlashcards.reviewId',
  'reviewFlashcard.choiceId',
  'reviewFlashcards.choiceId',
])

interface Case {
  name: string
  /** the id argument under test, such as input.skillNodeId */
  place: string
  operation: () => string
}

const cases = [
  ...casesOf('query', Object.values(schema.getQueryType()!.getFields()), call => `{ ${call} }`),
  ...casesOf(
    'mutation',
    Object.values(schema.getMutationType()!.getFields()),
    call => `mutation { ${call} }`,
  ),
  ...casesOf(
    'viewer',
    Object.values((schema.getType('Viewer') as ReturnType<typeof schema.getQueryType>)!.getFields()),
    call => `{ viewer { ${call} } }`,
  ),
]

describe('an id of another learner is NOT_FOUND', () => {
  it('covers every argument that takes an id', () => {
    expect(cases.length).toBeGreaterThan(20)
  })

  it.each(cases)('$name $place', async ({ operation }) => {
    const { errors, data } = await stranger.execute<Record<string, unknown>>(operation())
    if (operation().includes('reviewFlashcards')) {
      expect(data.reviewFlashcards).toMatchObject({ results: [{ errorCode: 'NOT_FOUND' }] })
      return
    }
    expect(errors.map(error => [error.message, error.extensions.code])).toEqual([
      [expect.any(String), 'NOT_FOUND'],
    ])
  })

  it.each(cases)('malformed: $name $place', async ({ operation }) => {
    const malformed = operation().replaceAll(/"[0-9a-f]{8}-[0-9a-f-]{27}"/g, '"not-an-id"')
    const { errors, data } = await stranger.execute<Record<string, unknown>>(malformed)
    const codes = errors.map(error => error.extensions.code)
    if (operation().includes('reviewFlashcards')) {
      expect(JSON.stringify(data)).toMatch(/NOT_FOUND|BAD_USER_INPUT/)
    } else expect(codes).toEqual([expect.stringMatching(/NOT_FOUND|BAD_USER_INPUT/)])
  })
})

function casesOf(
  where: string,
  fields: GraphQLField<unknown, unknown>[],
  wrap: (call: string) => string,
): Case[] {
  return fields.flatMap(field =>
    findIdPlaces(field)
      .filter(place => !made.has(`${field.name}.${place.split('.').at(-1)}`))
      .map(place => ({
        name: `${where} ${field.name}`,
        place,
        operation: () => wrap(writeCall(field, { place, idFor: argument => idFor(field.name, argument) })),
      })),
  )
}

function idFor(field: string, argument: string): string {
  if (argument === 'reviewId')
    return field === 'undoReview' ? theirs.review : '0190a3a5-0000-7000-8000-000000000001'
  const kind = argument === 'id' || argument === 'ids' ? kindOfField[field] : kindOfArgument[argument]
  if (!kind) throw new Error(`Say in this test what ${field}.${argument} names.`)
  return theirs[kind]
}
