import { describe, expect, it } from 'vitest'
import { useTestDatabase } from '../testing/database.ts'
import { newCaller } from '../testing/execute.ts'

const database = useTestDatabase()

const importCards = /* GraphQL */ `
  mutation ($input: ImportFlashcardsInput!) {
    importFlashcards(input: $input) {
      imported skipped problems { line message } flashcards { question answer externalId tags } skillTree { root { subtreeCardCount } }
    }
  }`

interface Imported {
  importFlashcards: {
    imported: number
    skipped: number
    problems: { line: number; message: string }[]
    flashcards: { question: string; answer: string; externalId: string | null; tags: string[] }[]
    skillTree: { root: { subtreeCardCount: number } }
  }
}

async function plant() {
  const caller = await newCaller(database().db)
  const { createGoal } = await caller.ask<{ createGoal: { goal: { skillTree: { root: { id: string } } } } }>(
    'mutation { createGoal(input: { title: "Spanish", source: { manual: true } }) { goal { skillTree { root { id } } } } }',
  )
  const skillNodeId = createGoal.goal.skillTree.root.id
  const run = async (text: string, more: object = {}) =>
    (await caller.ask<Imported>(importCards, { input: { skillNodeId, text, ...more } })).importFlashcards
  return { caller, skillNodeId, run }
}

const spanish =
  'imprescindible\tessential/indispensable\nasimismo\tlikewise/also\nno obstante\tnevertheless\n'

describe('importFlashcards', () => {
  it('reads TSV; a dry run says the same and changes nothing', async () => {
    const { run } = await plant()
    const preview = await run(spanish, { dryRun: true })
    expect(preview).toMatchObject({
      imported: 3,
      skipped: 0,
      flashcards: [],
      skillTree: { root: { subtreeCardCount: 0 } },
    })
    const real = await run(spanish)
    expect(real).toMatchObject({ imported: 3, skillTree: { root: { subtreeCardCount: 3 } } })
    expect(real.flashcards.map(card => card.question)).toEqual(['imprescindible', 'asimismo', 'no obstante'])
  })

  it('skips what the goal has already and points out what is much like it', async () => {
    const { run } = await plant()
    await run('What is the capital city of France?,Paris')
    const again = await run(
      'what is the capital city of  france?,PARIS\nWhat is the capital city of France,Lyon\nnew,card\nnew,card',
    )
    expect(again).toMatchObject({ imported: 2, skipped: 2 })
    expect(again.problems).toEqual([
      { line: 1, message: expect.stringContaining('the goal has this card already') },
      { line: 2, message: expect.stringContaining('Much like a card') },
      { line: 4, message: expect.stringContaining('the same as line 3') },
    ])
  })

  it('points out lines that are much like an earlier one, and imports them', async () => {
    const { run } = await plant()
    const result = await run(
      'What is the capital city of France?,Paris\nWhat is the capital city of France!,Lyon',
    )
    expect(result).toMatchObject({ imported: 2, skipped: 0 })
    expect(result.problems).toEqual([{ line: 2, message: expect.stringContaining('Much like line 1') }])
  })

  it('sees what was imported while it compared', async () => {
    const { run } = await plant()
    const text = Array.from({ length: 400 }, (_, n) => `What is number ${n}?,It is ${n}`).join('\n')
    const results = await Promise.all([run(text), run(text)])
    expect(results.map(({ imported }) => imported).sort()).toEqual([0, 400])
  })

  it('reads Anki’s text with ids and tags, and knows the ids the next time', async () => {
    const { run } = await plant()
    const text = '#separator:tab\n#html:false\n#guid column:1\n#tags column:4\ng1\tHola\tHi\tgreeting es\n'
    expect((await run(text)).flashcards).toEqual([
      { question: 'Hola', answer: 'Hi', externalId: 'g1', tags: ['greeting', 'es'] },
    ])
    expect(await run(text.replace('Hola', 'Holá'))).toMatchObject({ imported: 0, skipped: 1 })
  })

  it('copes with a BOM, CRLF, unequal columns and a quote left open, line by line', async () => {
    const { run } = await plant()
    const result = await run('\uFEFFa,b\r\nonly one\r\nc,d\r\n"left open,e\r\n', { format: 'CSV' })
    expect(result.flashcards.map(card => card.question)).toEqual(['a', 'c'])
    expect(result.problems.map(problem => problem.line)).toEqual([2, 4])
    expect(result.skipped).toBe(2)
  })

  it('answers hostile and empty texts clearly', async () => {
    const { caller, skillNodeId, run } = await plant()
    expect((await run('')).problems).toHaveLength(1)
    const nul = await caller.execute(importCards, { input: { skillNodeId, text: 'a,b\u0000' } })
    expect(nul.errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
    const many = Array.from({ length: 5001 }, (_, n) => `question ${n},answer ${n}`).join('\n')
    const result = await run(many, { dryRun: true })
    expect(result.problems.at(-1)?.message).toMatch(/5,?000/)
  })
})
