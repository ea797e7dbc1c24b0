import { describe, expect, it } from 'vitest'
import { useTestDatabase } from '../testing/database.ts'
import { type Caller, newCaller } from '../testing/execute.ts'

const database = useTestDatabase()

interface TreeNode {
  id: string
  title: string
  path: string
  isEnabled: boolean
  isEffectivelyEnabled: boolean
  cardCount: number
}

const tree = 'id nodeCount maxDepth nodes { id title path isEnabled isEffectivelyEnabled cardCount }'

/** A goal of this outline and a way to its nodes by title. */
async function plant(caller: Caller, text = '- a\n  - a1\n  - a2\n- b\n  - b1\n    - b11\n- c') {
  const created = await caller.ask<{ createGoal: { goal: { id: string } } }>(
    `mutation ($text: String!) { createGoal(input: { title: "Root", source: { outline: { text: $text } } }) { goal { id } } }`,
    { text },
  )
  const { id } = created.createGoal.goal
  const nodes = async () => {
    const { goal } = await caller.ask<{ goal: { skillTree: { nodes: TreeNode[] } } }>(
      `query ($id: ID!) { goal(id: $id) { skillTree { ${tree} } } }`,
      { id },
    )
    return goal.skillTree.nodes
  }
  const idOf = async (title: string) => (await nodes()).find(node => node.title === title)!.id
  const paths = async () => (await nodes()).map(node => `${node.path} ${node.title}`)
  return { goalId: id, nodes, idOf, paths }
}

const add = /* GraphQL */ `
  mutation ($input: AddSkillNodeInput!) { addSkillNode(input: $input) { skillNode { id path tree { nodeCount maxDepth } } } }`
const move = /* GraphQL */ `
  mutation ($input: MoveSkillNodeInput!) { moveSkillNode(input: $input) { skillTree { ${tree} } } }`

describe('addSkillNode', () => {
  it('adds last, or at a position with the siblings moved down', async () => {
    const caller = await newCaller(database().db)
    const { idOf, paths } = await plant(caller)
    const root = await idOf('Root')
    const { addSkillNode } = await caller.ask<{ addSkillNode: unknown }>(add, {
      input: { parentId: root, title: ' d ' },
    })
    expect(addSkillNode).toMatchObject({ skillNode: { path: '1.4', tree: { nodeCount: 9, maxDepth: 3 } } })
    await caller.ask(add, { input: { parentId: root, title: 'first', position: 0 } })
    expect(await paths()).toEqual([
      '1 Root',
      '1.1 first',
      '1.2 a',
      '1.2.1 a1',
      '1.2.2 a2',
      '1.3 b',
      '1.3.1 b1',
      '1.3.1.1 b11',
      '1.4 c',
      '1.5 d',
    ])
  })

  it.each([
    ['below depth 3', 'b11', {}, 'LIMIT_EXCEEDED'],
    ['at a position there is not', 'a', { position: 9 }, 'BAD_USER_INPUT'],
    ['without a title', 'a', { title: ' ' }, 'BAD_USER_INPUT'],
    ['with NUL in its title', 'a', { title: 'a\u0000' }, 'BAD_USER_INPUT'],
    ['with a long title', 'a', { title: 'x'.repeat(300) }, 'BAD_USER_INPUT'],
  ])('refuses one %s', async (_name, parent, input, code) => {
    const caller = await newCaller(database().db)
    const { idOf, paths } = await plant(caller)
    const before = await paths()
    const { errors } = await caller.execute(add, {
      input: { parentId: await idOf(parent), title: 'x', ...input },
    })
    expect(errors[0]?.extensions.code).toBe(code)
    expect(await paths()).toEqual(before)
  })
})

describe('moveSkillNode', () => {
  it('moves a subtree with its order, even across the tenth sibling', async () => {
    const caller = await newCaller(database().db)
    const { idOf, paths } = await plant(
      caller,
      Array.from({ length: 11 }, (_, n) => `- t${n + 1}`).join('\n'),
    )
    await caller.ask(move, { input: { id: await idOf('t11'), parentId: await idOf('t1'), position: 0 } })
    await caller.ask(move, { input: { id: await idOf('t1'), parentId: await idOf('Root'), position: 9 } })
    const order = await paths()
    expect(order.slice(-3)).toEqual(['1.9 t10', '1.10 t1', '1.10.1 t11'])
  })

  it.each([
    ['under its own descendant', 'a', 'a1', 0, 'BAD_USER_INPUT'],
    ['under itself', 'a', 'a', 0, 'BAD_USER_INPUT'],
    ['to depth 4', 'a', 'b1', 0, 'LIMIT_EXCEEDED'],
    ['to a position there is not', 'a', 'b', 5, 'BAD_USER_INPUT'],
    ['the root', 'Root', 'a', 0, 'BAD_USER_INPUT'],
  ])('refuses to move %s', async (_name, node, parent, position, code) => {
    const caller = await newCaller(database().db)
    const { idOf, paths } = await plant(caller)
    const before = await paths()
    const input = { id: await idOf(node), parentId: await idOf(parent), position }
    expect((await caller.execute(move, { input })).errors[0]?.extensions.code).toBe(code)
    expect(await paths()).toEqual(before)
  })

  it('refuses to move a node into another tree', async () => {
    const caller = await newCaller(database().db)
    const [one, other] = [await plant(caller), await plant(caller)]
    const input = { id: await one.idOf('a'), parentId: await other.idOf('Root'), position: 0 }
    const { errors } = await caller.execute(move, { input })
    expect(errors[0]).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', issues: [{ path: 'parentId' }] },
    })
  })
})

describe('addOutline', () => {
  const addOutline = /* GraphQL */ `
    mutation ($parentId: ID!, $text: String!) { addOutline(parentId: $parentId, text: $text) { skillTree { ${tree} } } }`

  it('grafts a pasted branch, its single top included', async () => {
    const caller = await newCaller(database().db)
    const { idOf, paths } = await plant(caller)
    await caller.ask(addOutline, { parentId: await idOf('c'), text: '# New\n- x\n- y' })
    expect((await paths()).slice(-3)).toEqual(['1.3.1 New', '1.3.1.1 x', '1.3.1.2 y'])
  })

  it('names the line that would be too deep', async () => {
    const caller = await newCaller(database().db)
    const { idOf } = await plant(caller)
    const { errors } = await caller.execute(addOutline, { parentId: await idOf('b1'), text: '- x\n  - y' })
    expect(errors[0]?.message).toMatch(/^Line 2: /)
  })
})

describe('updateSkillNode and setSkillNodesEnabled', () => {
  it('writes notes, renames the goal with its root', async () => {
    const caller = await newCaller(database().db)
    const { goalId, idOf } = await plant(caller)
    const update = `mutation ($input: UpdateSkillNodeInput!) { updateSkillNode(input: $input) { skillNode { title notes description } } }`
    const input = { id: await idOf('Root'), title: 'Renamed', notes: '**Read** first', description: '' }
    expect(await caller.ask(update, { input })).toEqual({
      updateSkillNode: { skillNode: { title: 'Renamed', notes: '**Read** first', description: null } },
    })
    expect(await caller.ask('query ($id: ID!) { goal(id: $id) { title } }', { id: goalId })).toEqual({
      goal: { title: 'Renamed' },
    })
  })

  it('switches a branch off without touching the flags below', async () => {
    const caller = await newCaller(database().db)
    const { idOf, nodes } = await plant(caller)
    const ids = [await idOf('a')]
    await caller.ask(
      `mutation ($ids: [ID!]!) { setSkillNodesEnabled(ids: $ids, isEnabled: false) { skillTree { id } } }`,
      { ids },
    )
    const below = (await nodes()).find(node => node.title === 'a1')
    expect(below).toMatchObject({ isEnabled: true, isEffectivelyEnabled: false })
  })
})

describe('deleteSkillNode and undoDeletion', () => {
  const remove = /* GraphQL */ `
    mutation ($id: ID!, $deleteCards: Boolean) {
      deleteSkillNode(id: $id, deleteCards: $deleteCards) {
        deletion { id title unlinkedCardCount deletedCardCount undoableUntil } skillTree { nodeCount }
      }
    }`
  const undo =
    'mutation ($id: ID!) { undoDeletion(id: $id) { goals { id } flashcards { id skillNode { title } } } }'
  const addCard =
    'mutation ($input: CreateFlashcardInput!) { createFlashcard(input: $input) { flashcard { id } } }'

  interface Removed {
    deleteSkillNode: {
      deletion: { id: string; unlinkedCardCount: number; deletedCardCount: number }
      skillTree: object
    }
  }

  it.each([
    [false, { unlinkedCardCount: 2, deletedCardCount: 0 }],
    [true, { unlinkedCardCount: 0, deletedCardCount: 2 }],
  ])('takes a subtree and puts everything back (cards deleted too: %s)', async (deleteCards, counts) => {
    const caller = await newCaller(database().db)
    const { idOf, paths, nodes } = await plant(caller)
    for (const title of ['b', 'b11']) {
      await caller.ask(addCard, {
        input: { skillNodeId: await idOf(title), question: `${title}?`, answer: title },
      })
    }
    const before = await nodes()
    const removed = await caller.ask<Removed>(remove, { id: await idOf('b'), deleteCards })
    expect(removed.deleteSkillNode).toMatchObject({
      deletion: { title: 'b', ...counts },
      skillTree: { nodeCount: 5 },
    })
    expect(await paths()).toEqual(['1 Root', '1.1 a', '1.1.1 a1', '1.1.2 a2', '1.2 c'])
    const unlinked = await caller.ask<{ viewer: { flashcards: { totalCount: number } } }>(
      '{ viewer { flashcards(filter: { isUnlinked: true }) { totalCount } } }',
    )
    expect(unlinked.viewer.flashcards.totalCount).toBe(counts.unlinkedCardCount)

    const { id } = removed.deleteSkillNode.deletion
    const undone = await caller.ask<{ undoDeletion: { flashcards: object[] } }>(undo, { id })
    expect(undone.undoDeletion.flashcards).toMatchObject([
      { skillNode: { title: 'b' } },
      { skillNode: { title: 'b11' } },
    ])
    expect(await nodes()).toEqual(before)
    expect(await caller.ask(undo, { id })).toEqual({ undoDeletion: { goals: [], flashcards: [] } })
  })

  it('puts a node back at the end when fewer siblings are left, and not when its parent is gone', async () => {
    const caller = await newCaller(database().db)
    const { idOf, paths } = await plant(caller)
    const inner = await caller.ask<Removed>(remove, { id: await idOf('b1') })
    const outer = await caller.ask<Removed>(remove, { id: await idOf('b') })
    const { errors } = await caller.execute(undo, { id: inner.deleteSkillNode.deletion.id })
    expect(errors[0]).toMatchObject({ extensions: { code: 'CONFLICT' } })
    await caller.ask(remove, { id: await idOf('a') })
    await caller.ask(undo, { id: outer.deleteSkillNode.deletion.id })
    await caller.ask(undo, { id: inner.deleteSkillNode.deletion.id })
    expect(await paths()).toEqual(['1 Root', '1.1 c', '1.2 b', '1.2.1 b1', '1.2.1.1 b11'])
  })

  it('refuses the root and what can no longer be undone', async () => {
    const caller = await newCaller(database().db)
    const { idOf } = await plant(caller)
    const root = await caller.execute(remove, { id: await idOf('Root') })
    expect(root.errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
    const removed = await caller.ask<Removed>(remove, { id: await idOf('a') })
    const later = new Date(Date.now() + 31 * 86_400_000)
    const late = await caller.execute(undo, { id: removed.deleteSkillNode.deletion.id }, later)
    expect(late.errors[0]?.extensions.code).toBe('NOT_FOUND')
  })
})
