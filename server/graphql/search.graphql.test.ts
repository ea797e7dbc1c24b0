import { expect, it } from 'vitest'
import { useTestDatabase } from '../testing/database.ts'
import { newCaller } from '../testing/execute.ts'

const database = useTestDatabase()
const search = `query ($query: String!, $first: Int) {
  search(query: $query, first: $first) { __typename ... on Goal { title } ... on SkillNode { title } ... on Flashcard { question } } }`

it('finds goals, nodes and cards of the learner alone', async () => {
  const caller = await newCaller(database().db)
  const { createGoal } = await caller.ask<{
    createGoal: { goal: { skillTree: { nodes: { id: string }[] } } }
  }>(
    'mutation { createGoal(input: { title: "Pod school", source: { outline: { text: "- Networking of pods\\n- Storage" } } }) { goal { skillTree { nodes { id } } } } }',
  )
  const input = {
    skillNodeId: createGoal.goal.skillTree.nodes[2]!.id,
    question: 'What is a 100% pod?',
    answer: 'A group',
  }
  await caller.ask(
    'mutation ($input: CreateFlashcardInput!) { createFlashcard(input: $input) { flashcard { id } } }',
    { input },
  )
  const hits = [
    { __typename: 'Goal', title: 'Pod school' },
    { __typename: 'SkillNode', title: 'Networking of pods' },
    { __typename: 'Flashcard', question: 'What is a 100% pod?' },
  ]
  expect(await caller.ask(search, { query: 'POD' })).toEqual({ search: hits })
  expect(await caller.ask(search, { query: '100%  group' })).toEqual({ search: hits.slice(2) })
  expect(await caller.ask(search, { query: 'pod', first: 1 })).toEqual({ search: hits.slice(0, 1) })
  expect(await caller.ask(search, { query: ' ' })).toEqual({ search: [] })
  expect(await (await newCaller(database().db)).ask(search, { query: 'pod' })).toEqual({ search: [] })
})
