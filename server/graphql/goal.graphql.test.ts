import { describe, expect, it } from 'vitest'
import { recordStatements } from '../db/sqlLog.ts'
import { setGoalsStatus } from '../services/goals.ts'
import { ckaOutline } from '../testing/ckaOutline.ts'
import { useTestDatabase } from '../testing/database.ts'
import { newCaller } from '../testing/execute.ts'

const database = useTestDatabase()

const createGoal = /* GraphQL */ `
  mutation ($input: CreateGoalInput!) {
    createGoal(input: $input) {
      duplicateOf { title }
      goal {
        id title masteryPercentage cardCount
        skillTree { id generatedBy curatedSourceId nodeCount maxDepth root { id title path } nodes { id title path depth parent { path } } }
      }
    }
  }`

interface CreatedGoal {
  createGoal: {
    duplicateOf: { title: string } | null
    goal: {
      id: string
      title: string
      masteryPercentage: number
      cardCount: number
      skillTree: {
        id: string
        generatedBy: string
        curatedSourceId: string | null
        nodeCount: number
        maxDepth: number
        root: { id: string; title: string; path: string }
        nodes: { id: string; title: string; path: string; depth: number; parent: { path: string } | null }[]
      }
    }
  }
}

const fromOutline = (text: string, title = 'CKA') => ({ input: { title, source: { outline: { text } } } })

describe('createGoal', () => {
  it('makes the tree of a pasted outline: 1 root, 5 categories, 27 topics', async () => {
    const { ask } = await newCaller(database().db)
    const { createGoal: made } = await ask<CreatedGoal>(createGoal, fromOutline(ckaOutline))
    const { skillTree } = made.goal
    const depths = skillTree.nodes.map(node => node.depth)
    expect(skillTree).toMatchObject({ generatedBy: 'OUTLINE', nodeCount: 33, maxDepth: 2 })
    expect([0, 1, 2].map(depth => depths.filter(found => found === depth).length)).toEqual([1, 5, 27])
    expect(skillTree.root).toMatchObject({ title: 'CKA', path: '1' })
    expect(skillTree.nodes.find(node => node.path === '1.4.8')?.parent?.path).toBe('1.4')
  })

  it('copies a curated tree with its cards and switches branches off', async () => {
    const { ask } = await newCaller(database().db)
    const source = { curated: { slug: 'cka', disabledPaths: ['1.1'] } }
    const { createGoal: made } = await ask<CreatedGoal>(createGoal, { input: { title: 'CKA', source } })
    expect(made.goal.skillTree).toMatchObject({
      generatedBy: 'CURATED',
      curatedSourceId: 'cka',
      nodeCount: 33,
    })
    expect(made.goal.cardCount).toBeGreaterThanOrEqual(27 * 5)
    const [first] = await database().db.skillNode.findMany({
      where: { treeId: made.goal.skillTree.id, path: '1.1' },
    })
    expect(first?.isEnabled).toBe(false)
  })

  it('warns of a goal with the same title', async () => {
    const { ask } = await newCaller(database().db)
    const manual = { input: { title: 'Spanish', source: { manual: true } } }
    expect((await ask<CreatedGoal>(createGoal, manual)).createGoal.duplicateOf).toBeNull()
    const again = { input: { title: ' spanish ', source: { manual: true } } }
    expect((await ask<CreatedGoal>(createGoal, again)).createGoal.duplicateOf).toEqual({ title: 'Spanish' })
  })

  it.each([
    ['an empty outline', fromOutline(' \n'), /Line 1: /],
    [
      'six levels',
      fromOutline('- a\n  - b\n    - c\n      - d\n        - e\n          - f'),
      /Line 5: .*depth|Line 5: .*deep/i,
    ],
    ['too many lines', fromOutline(Array.from({ length: 5000 }, (_, n) => `- topic ${n}`).join('\n')), /500/],
    ['a long title of a line', fromOutline(`- ok\n- ${'x'.repeat(300)}`), /Line 2: .*300/],
    ['a control character', fromOutline('- a\u0007b'), /Line 1: .*U\+0007/],
    ['a long title of the goal', fromOutline('- a', 'x'.repeat(300)), /300 characters, expected 1 to 200/],
    ['an empty title', fromOutline('- a', '  '), /empty/],
    [
      'an unknown branch',
      { input: { title: 'x', source: { outline: { text: '- a', disabledPaths: ['1.7'] } } } },
      /"1.7"/,
    ],
    [
      'two sources',
      { input: { title: 'x', source: { manual: true, curated: { slug: 'cka' } } } },
      /Exactly one|exactly one/,
    ],
  ])('refuses %s and saves nothing', async (_name, variables, message) => {
    const { execute, learner } = await newCaller(database().db)
    const { errors } = await execute(createGoal, variables)
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect(errors[0]?.message).toMatch(message)
    expect(await database().db.learningGoal.count({ where: { userId: learner!.id } })).toBe(0)
  })

  it('keeps markup and right-to-left text as text', async () => {
    const { ask } = await newCaller(database().db)
    const { createGoal: made } = await ask<CreatedGoal>(
      createGoal,
      fromOutline('- <script>alert(1)</script>\n- مرحبا بالعالم'),
    )
    expect(made.goal.skillTree.nodes.map(node => node.title).slice(1)).toEqual([
      '<script>alert(1)</script>',
      'مرحبا بالعالم',
    ])
  })
})

describe('updateGoal', () => {
  const update = /* GraphQL */ `
    mutation ($input: UpdateGoalInput!) {
      updateGoal(input: $input) { goal { title description status archivedAt targetDate newCardsPerDay skillTree { root { title } } } }
    }`

  it('changes what is given, clears with null and renames the root', async () => {
    const { ask } = await newCaller(database().db)
    const { goal } = (await ask<CreatedGoal>(createGoal, fromOutline('- a', 'Old'))).createGoal
    const input = { id: goal.id, title: 'New', status: 'PAUSED', targetDate: '2027-05-01', newCardsPerDay: 3 }
    expect(await ask(update, { input })).toMatchObject({
      updateGoal: {
        goal: {
          title: 'New',
          status: 'PAUSED',
          targetDate: '2027-05-01',
          newCardsPerDay: 3,
          skillTree: { root: { title: 'New' } },
        },
      },
    })
    expect(
      await ask(update, { input: { id: goal.id, targetDate: null, newCardsPerDay: null } }),
    ).toMatchObject({
      updateGoal: { goal: { title: 'New', targetDate: null, newCardsPerDay: null } },
    })
  })

  it.each([
    [{ status: 'COMPLETED' }, /COMPLETED/],
    [{ newCardsPerDay: -1 }, /-1: expected a whole number from 0 to 9999/],
    [{ title: null }, /empty/],
    [{ targetDate: '2027-02-30' }, /2027-02-30/],
  ])('refuses %j', async (change, message) => {
    const { ask, execute } = await newCaller(database().db)
    const { goal } = (await ask<CreatedGoal>(createGoal, fromOutline('- a'))).createGoal
    const { errors } = await execute(update, { input: { id: goal.id, ...change } })
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect(errors[0]?.message).toMatch(message)
  })
})

describe('setGoalsStatus', () => {
  it('changes many at once, in a few statements, and leaves those that are so already', async () => {
    const { ask, learner } = await newCaller(database().db)
    const ids: string[] = []
    for (let number = 1; number <= 6; number++) {
      const made = await ask<CreatedGoal>(createGoal, fromOutline('- a', `Goal ${number}`))
      ids.push(made.createGoal.goal.id)
    }
    const before = new Date('2026-01-01T00:00:00Z')
    await database().db.learningGoal.update({
      where: { id: ids[0]! },
      data: { status: 'archived', archivedAt: before },
    })
    const now = new Date('2026-03-10T10:00:00Z')
    const { result, statements } = await recordStatements(database().db, () =>
      setGoalsStatus(database().db, learner!, ids.toReversed(), 'archived', now),
    )
    expect(result.map(({ id, status, archivedAt }) => ({ id, status, archivedAt }))).toEqual(
      ids
        .map((id, index) => ({ id, status: 'archived', archivedAt: index === 0 ? before : now }))
        .toReversed(),
    )
    expect(statements.length).toBeLessThanOrEqual(4)
  })

  it('refuses COMPLETED even of a goal that is; updateGoal puts an archived one back', async () => {
    const { ask, execute } = await newCaller(database().db)
    const { goal } = (await ask<CreatedGoal>(createGoal, fromOutline('- a'))).createGoal
    const data = { status: 'archived', completedAt: new Date(), archivedAt: new Date() }
    await database().db.learningGoal.update({ where: { id: goal.id }, data })
    const update =
      'mutation ($id: ID!) { updateGoal(input: { id: $id, status: COMPLETED }) { goal { status } } }'
    expect(await ask(update, { id: goal.id })).toEqual({ updateGoal: { goal: { status: 'COMPLETED' } } })
    const { errors } = await execute(
      'mutation ($ids: [ID!]!) { setGoalsStatus(ids: $ids, status: COMPLETED) { goals { id } } }',
      { ids: [goal.id] },
    )
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'status' }] })
  })
})

describe('goals', () => {
  const list = /* GraphQL */ `
    query ($status: [GoalStatus!], $search: String, $orderBy: GoalOrder, $first: Int, $after: String) {
      viewer { goals(status: $status, search: $search, orderBy: $orderBy, first: $first, after: $after) {
        totalCount edges { node { title } } pageInfo { hasNextPage hasPreviousPage endCursor }
      } }
    }`

  it('lists by order, search and status, page by page', async () => {
    const { ask } = await newCaller(database().db)
    const ids: string[] = []
    for (const title of ['Beta', 'alpha', 'Gamma']) {
      ids.push((await ask<CreatedGoal>(createGoal, fromOutline('- a', title))).createGoal.goal.id)
    }
    await ask('mutation ($ids: [ID!]!) { setGoalsStatus(ids: $ids, status: ARCHIVED) { goals { id } } }', {
      ids: [ids[2]],
    })
    const titles = async (variables: object) => {
      const { viewer } = await ask<{ viewer: { goals: { edges: { node: { title: string } }[] } } }>(
        list,
        variables,
      )
      return viewer.goals.edges.map(edge => edge.node.title)
    }
    expect(await titles({})).toEqual(['alpha', 'Beta'])
    expect(await titles({ orderBy: 'TITLE', status: ['ACTIVE', 'ARCHIVED'] })).toEqual([
      'alpha',
      'Beta',
      'Gamma',
    ])
    expect(await titles({ search: 'ALP' })).toEqual(['alpha'])
    for (const orderBy of ['CREATED', 'UPDATED', 'TITLE', 'MASTERY', 'DUE']) {
      const first = await ask<{
        viewer: {
          goals: {
            totalCount: number
            edges: { node: { title: string } }[]
            pageInfo: { hasNextPage: boolean; endCursor: string }
          }
        }
      }>(list, { orderBy, first: 1 })
      expect(first.viewer.goals).toMatchObject({
        totalCount: 2,
        pageInfo: { hasNextPage: true, hasPreviousPage: false },
      })
      const second = await titles({ orderBy, first: 1, after: first.viewer.goals.pageInfo.endCursor })
      expect([first.viewer.goals.edges[0]!.node.title, ...second].sort()).toEqual(['Beta', 'alpha'])
    }
  })

  const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')
  const anyId = '0190a3a5-0000-7000-8000-000000000001'
  it.each([
    [{ first: 0 }],
    [{ first: 101 }],
    [{ after: 'nonsense' }],
    [{ after: cursor('a title', anyId), orderBy: 'CREATED' }],
    [{ after: cursor('a\u0000b', anyId), orderBy: 'TITLE' }],
    [{ after: cursor('NaN', anyId), orderBy: 'MASTERY' }],
  ])('refuses the page %j', async variables => {
    const { execute } = await newCaller(database().db)
    expect((await execute(list, variables)).errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })
})

describe('the nested graph', () => {
  const nested = /* GraphQL */ `
    query ($id: ID!) {
      goal(id: $id) { title skillTree { root { ...node children { ...node children { ...node children { ...node } } } } } }
    }
    fragment node on SkillNode {
      title path masteryPercentage cardCount isEffectivelyEnabled
      flashcards(first: 5) { edges { node { question skillNode { title } reviews(first: 3) { edges { node { rating } } } } } }
    }`

  it('costs the same few statements whatever its size', async () => {
    const { ask } = await newCaller(database().db)
    const counts: number[] = []
    for (const source of [{ outline: { text: '- a' } }, { curated: { slug: 'cka' } }]) {
      const { goal } = (await ask<CreatedGoal>(createGoal, { input: { title: 'x', source } })).createGoal
      const { statements } = await recordStatements(database().db, () => ask(nested, { id: goal.id }))
      counts.push(statements.length)
    }
    expect(counts[1]).toBeLessThanOrEqual(4)
  })

  it('is refused when the answer would grow without bound', async () => {
    const { ask, execute } = await newCaller(database().db)
    const text = Array.from({ length: 400 }, (_, n) => `- t${n}`).join('\n')
    const { goal } = (await ask<CreatedGoal>(createGoal, fromOutline(text))).createGoal
    const circles =
      'query ($id: ID!) { goal(id: $id) { skillTree { nodes { tree { nodes { tree { nodes { id } } } } } } } }'
    const { errors } = await execute(circles, { id: goal.id })
    expect(errors[0]?.extensions).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      limit: 'objects',
      allowed: 100_000,
    })
    const cards =
      'query ($id: ID!, $first: Int) { goal(id: $id) { skillTree { nodes { flashcards(first: $first) { edges { node { reviews(first: $first) { edges { node { id } } } } } } } } } }'
    expect((await execute(cards, { id: goal.id, first: 20 })).errors).toEqual([])
  })
})
