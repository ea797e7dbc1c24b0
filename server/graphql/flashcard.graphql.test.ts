import { describe, expect, it } from 'vitest'
import { useTestDatabase } from '../testing/database.ts'
import { type Caller, newCaller } from '../testing/execute.ts'
import { recompute } from '../testing/factories.ts'

const database = useTestDatabase()

const content =
  'id question answer explanation cardType distractors tags sourceUrl externalId isSuspended scenario { context options { text isCorrect explanation } } skillNode { title cardCount }'
const create = `mutation ($input: CreateFlashcardInput!) { createFlashcard(input: $input) { flashcard { ${content} } } }`
const update = `mutation ($input: UpdateFlashcardInput!) { updateFlashcard(input: $input) { flashcard { ${content} } } }`

interface Card {
  id: string
  question: string
  skillNode: { title: string; cardCount: number } | null
}

/** A learner with a goal of topics a and b, and their nodes' ids. */
async function plant() {
  const caller = await newCaller(database().db)
  const { createGoal } = await caller.ask<{
    createGoal: { goal: { id: string; skillTree: { nodes: { id: string }[] } } }
  }>(
    'mutation { createGoal(input: { title: "G", source: { outline: { text: "- a\\n- b" } } }) { goal { id skillTree { nodes { id } } } } }',
  )
  const [root, a, b] = createGoal.goal.skillTree.nodes.map(node => node.id)
  return { caller, goalId: createGoal.goal.id, root: root!, a: a!, b: b! }
}

async function write(
  caller: Caller,
  skillNodeId: string,
  question: string,
  more: object = {},
): Promise<Card> {
  const input = { skillNodeId, question, answer: 'yes', ...more }
  return (await caller.ask<{ createFlashcard: { flashcard: Card } }>(create, { input })).createFlashcard
    .flashcard
}

const scenario = {
  context: 'A node is NotReady.',
  options: [
    { text: 'Look at the kubelet', isCorrect: true, explanation: 'It reports the status.' },
    { text: 'Delete the cluster', isCorrect: false },
  ],
}

describe('createFlashcard', () => {
  it('writes every type with what belongs to it', async () => {
    const { caller, a } = await plant()
    expect(
      await write(caller, a, ' Q ', { tags: ['x', 'x'], sourceUrl: 'https://example.org/a' }),
    ).toMatchObject({
      question: 'Q',
      cardType: 'FLASHCARD',
      tags: ['x'],
      skillNode: { title: 'a', cardCount: 1 },
    })
    const distractors = ['no', 'maybe', 'never']
    expect(await write(caller, a, 'Q2', { cardType: 'MULTIPLE_CHOICE', distractors })).toMatchObject({
      distractors,
    })
    expect(await write(caller, a, 'Q3', { cardType: 'SCENARIO', scenario })).toMatchObject({
      scenario: {
        context: scenario.context,
        options: [{ isCorrect: true }, { isCorrect: false, explanation: null }],
      },
      skillNode: { cardCount: 3 },
    })
  })

  it.each([
    [{ question: '  ' }, 'question'],
    [{ answer: 'x'.repeat(10_001) }, 'answer'],
    [{ cardType: 'MULTIPLE_CHOICE', distractors: ['no', 'NO ', 'never'] }, 'distractors'],
    [{ cardType: 'SCENARIO', scenario: { ...scenario, options: scenario.options.slice(0, 1) } }, 'scenario'],
    [{ sourceUrl: 'javascript:alert(1)' }, 'sourceUrl'],
    [{ tags: ['x'.repeat(101)] }, 'tags'],
  ])('refuses %j and names the place', async (wrong, place) => {
    const { caller, a } = await plant()
    const { errors } = await caller.execute(create, {
      input: { skillNodeId: a, question: 'Q', answer: 'A', ...wrong },
    })
    const issues = errors[0]?.extensions.issues as { path: string }[]
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect(issues[0]?.path.startsWith(place)).toBe(true)
  })

  it('refuses an external id that is taken', async () => {
    const { caller, a, b } = await plant()
    await write(caller, a, 'Q', { externalId: 'e1' })
    const { errors } = await caller.execute(create, {
      input: { skillNodeId: b, question: 'Q', answer: 'A', externalId: 'e1' },
    })
    expect(errors[0]?.message).toMatch(/"e1" exists already/)
  })
})

describe('updateFlashcard', () => {
  it('keeps what is absent, clears with null, and drops what a new type does not have', async () => {
    const { caller, a } = await plant()
    const { id } = await write(caller, a, 'Q', { cardType: 'SCENARIO', scenario, explanation: 'why' })
    expect(await caller.ask(update, { input: { id, question: 'Q!', explanation: null } })).toMatchObject({
      updateFlashcard: {
        flashcard: {
          question: 'Q!',
          answer: 'yes',
          explanation: null,
          scenario: { context: scenario.context },
        },
      },
    })
    expect(await caller.ask(update, { input: { id, cardType: 'FLASHCARD' } })).toMatchObject({
      updateFlashcard: { flashcard: { cardType: 'FLASHCARD', scenario: null } },
    })
    const { errors } = await caller.execute(update, { input: { id, question: null } })
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })
})

describe('upsertFlashcards', () => {
  const upsert = `mutation ($node: ID!, $cards: [UpsertFlashcardInput!]!) {
    upsertFlashcards(skillNodeId: $node, cards: $cards) { created updated unchanged flashcards { id question skillNode { title } } } }`
  const cards = (...questions: string[]) =>
    questions.map((question, n) => ({ externalId: `e${n}`, question, answer: 'A' }))

  it('creates, changes, moves and leaves alone by external id', async () => {
    const { caller, a, b } = await plant()
    const first = await caller.ask<{ upsertFlashcards: { flashcards: Card[] } }>(upsert, {
      node: a,
      cards: cards('x', 'y'),
    })
    expect(first.upsertFlashcards).toMatchObject({ created: 2, updated: 0, unchanged: 0 })
    const second = await caller.ask<{ upsertFlashcards: { flashcards: Card[] } }>(upsert, {
      node: a,
      cards: cards('x', 'Y', 'z'),
    })
    expect(second.upsertFlashcards).toMatchObject({ created: 1, updated: 1, unchanged: 1 })
    expect(second.upsertFlashcards.flashcards[1]).toMatchObject({
      id: first.upsertFlashcards.flashcards[1]!.id,
      question: 'Y',
    })
    expect(await caller.ask(upsert, { node: b, cards: cards('x') })).toMatchObject({
      upsertFlashcards: { updated: 1, flashcards: [{ skillNode: { title: 'b' } }] },
    })
  })

  it('names every fault with its place and changes nothing', async () => {
    const { caller, a } = await plant()
    const wrong = [...cards('x', ''), { externalId: 'e0', question: 'again', answer: 'A' }]
    const { errors } = await caller.execute(upsert, { node: a, cards: wrong })
    const paths = (errors[0]!.extensions.issues as { path: string }[]).map(issue => issue.path)
    expect(paths.sort()).toEqual(['cards.1.question', 'cards.2.externalId'])
    const many = Array.from({ length: 201 }, (_, n) => ({ externalId: `m${n}`, question: 'q', answer: 'a' }))
    const tooMany = await caller.execute(upsert, { node: a, cards: many })
    expect(tooMany.errors[0]?.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', value: 201, allowed: 200 })
    expect(await database().db.flashcard.count({ where: { userId: caller.learner!.id } })).toBe(0)
  })
})

describe('suspending, moving and deleting', () => {
  it('keeps counts and mastery true', async () => {
    const { caller, a, b } = await plant()
    const ids = [(await write(caller, a, 'one')).id, (await write(caller, a, 'two')).id]
    const mastered = {
      state: 'review',
      stability: 30,
      difficulty: 5,
      due: new Date(),
      lastReview: new Date(),
      lastReviewDay: new Date(),
    }
    await database().db.flashcard.update({ where: { id: ids[0]! }, data: mastered })
    const { tree } = await database().db.skillNode.findUniqueOrThrow({
      where: { id: a },
      select: { tree: true },
    })
    await recompute(database().db, caller.learner!, tree.goalId)
    const suspend = `mutation ($ids: [ID!]!) { setFlashcardsSuspended(ids: $ids, isSuspended: true) { flashcards { isSuspended skillNode { masteryPercentage cardCount parent { masteryPercentage } } } } }`
    const suspended = await caller.ask(suspend, { ids: [ids[1]] })
    expect(suspended).toMatchObject({
      setFlashcardsSuspended: {
        flashcards: [
          {
            isSuspended: true,
            skillNode: { masteryPercentage: 100, cardCount: 2, parent: { masteryPercentage: 50 } },
          },
        ],
      },
    })
    const move =
      'mutation ($ids: [ID!]!, $node: ID) { moveFlashcards(ids: $ids, skillNodeId: $node) { flashcards { skillNode { title masteryPercentage } } } }'
    expect(await caller.ask(move, { ids: [ids[0]], node: b })).toMatchObject({
      moveFlashcards: { flashcards: [{ skillNode: { title: 'b', masteryPercentage: 100 } }] },
    })
    expect(await caller.ask(move, { ids: [ids[0]], node: null })).toMatchObject({
      moveFlashcards: { flashcards: [{ skillNode: null }] },
    })
    const remove =
      'mutation ($ids: [ID!]!) { deleteFlashcards(ids: $ids) { deletion { id title deletedCardCount } skillTree { root { subtreeCardCount } } } }'
    expect(await caller.ask(remove, { ids: [ids[1]] })).toMatchObject({
      deleteFlashcards: {
        deletion: { title: 'two', deletedCardCount: 1 },
        skillTree: { root: { subtreeCardCount: 0 } },
      },
    })
  })

  it('does all or nothing', async () => {
    const { caller, a } = await plant()
    const other = await plant()
    const ids = [(await write(caller, a, 'mine')).id, (await write(other.caller, other.a, 'theirs')).id]
    const { errors } = await caller.execute(
      'mutation ($ids: [ID!]!) { deleteFlashcards(ids: $ids) { deletion { id } } }',
      { ids },
    )
    expect(errors[0]?.extensions.code).toBe('NOT_FOUND')
    expect(await database().db.flashcard.count({ where: { id: { in: ids }, deletedAt: null } })).toBe(2)
  })
})

describe('viewer.flashcards', () => {
  const list = `query ($filter: FlashcardFilter, $orderBy: FlashcardOrder, $first: Int, $after: String) {
    viewer { flashcards(filter: $filter, orderBy: $orderBy, first: $first, after: $after) { totalCount edges { node { question } } pageInfo { endCursor hasNextPage } } } }`
  interface Listed {
    viewer: {
      flashcards: {
        totalCount: number
        edges: { node: { question: string } }[]
        pageInfo: { endCursor: string; hasNextPage: boolean }
      }
    }
  }

  it('filters and searches', async () => {
    const { caller, goalId, a, b } = await plant()
    await write(caller, a, '100% sure', { tags: ['red'], externalId: 'x' })
    await write(caller, b, 'other_thing', { tags: ['blue'] })
    const questions = async (filter: object) =>
      (await caller.ask<Listed>(list, { filter })).viewer.flashcards.edges.map(edge => edge.node.question)
    expect(await questions({ goalId })).toEqual(['100% sure', 'other_thing'])
    expect(await questions({ skillNodeId: b })).toEqual(['other_thing'])
    expect(await questions({ search: '100%' })).toEqual(['100% sure'])
    expect(await questions({ search: 'r_t' })).toEqual(['other_thing'])
    expect(await questions({ search: 'RED sure' })).toEqual(['100% sure'])
    expect(await questions({ tags: ['blue', 'green'] })).toEqual(['other_thing'])
    expect(await questions({ externalIds: ['x'] })).toEqual(['100% sure'])
    expect(await questions({ states: ['REVIEW'] })).toEqual([])
    expect(await questions({ isSuspended: true })).toEqual([])
  })

  it('pages through every order without loss or repetition', async () => {
    const { caller, a } = await plant()
    const written: string[] = []
    for (let n = 0; n < 5; n++) written.push((await write(caller, a, `q${n}`)).question)
    for (const orderBy of ['CREATED', 'UPDATED', 'DUE', 'DIFFICULTY', 'LAPSES']) {
      const seen: string[] = []
      let after: string | null = null
      do {
        const { viewer }: Listed = await caller.ask<Listed>(list, { orderBy, first: 2, after })
        seen.push(...viewer.flashcards.edges.map(edge => edge.node.question))
        after = viewer.flashcards.pageInfo.hasNextPage ? viewer.flashcards.pageInfo.endCursor : null
      } while (after)
      expect(seen.sort()).toEqual(written)
    }
  })

  it('refuses days before the calendar begins and cursors of another order', async () => {
    const { caller } = await plant()
    const wrong = [
      { filter: { dueBefore: '0000-01-01T00:00:00Z' } },
      { filter: { updatedAfter: '2026-02-31T25:00:00Z' } },
      {
        orderBy: 'DUE',
        after: Buffer.from('["12.5","0190a3a5-0000-7000-8000-000000000001"]').toString('base64url'),
      },
    ]
    for (const variables of wrong) {
      expect((await caller.execute(list, variables)).errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
    }
  })
})
