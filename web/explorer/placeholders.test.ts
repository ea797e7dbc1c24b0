// @vitest-environment node
import { readFileSync } from 'node:fs'
import { buildSchema, parse, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { examples } from './examples.ts'
import { fillPlaceholders, rememberFrom } from './placeholders.ts'

const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'))

describe('examples', () => {
  it.each(examples.map(example => [example.name, example] as const))(
    '%s fits the schema',
    (name, example) => {
      const document = parse(example.query)
      expect(validate(schema, document)).toEqual([])
      expect(document.definitions[0]).toMatchObject({ name: { value: name } })
    },
  )

  it('need only what an earlier one returns', () => {
    const known: Record<string, string> = {}
    for (const { variables, remembers } of examples) {
      expect(() => fillPlaceholders(variables, known)).not.toThrow()
      for (const name of Object.keys(remembers ?? {})) known[name] = name
    }
  })
})

describe('fillPlaceholders', () => {
  it('replaces whole values anywhere in the variables', () => {
    const variables = {
      input: { goalId: '{{goalId}}', text: 'about {{goalId}}', ids: ['{{goalId}}'], limit: 3 },
    }
    expect(fillPlaceholders(variables, { goalId: 'g1' })).toEqual({
      input: { goalId: 'g1', text: 'about {{goalId}}', ids: ['g1'], limit: 3 },
    })
  })

  it('makes a new id each time', () => {
    const [one, other] = [fillPlaceholders('{{newId}}', {}), fillPlaceholders('{{newId}}', {})]
    expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-/)
    expect(one).not.toBe(other)
  })

  it('says what to run first', () => {
    expect(() => fillPlaceholders({ id: '{{deletionId}}' }, {})).toThrow('run DeleteCard first')
    expect(() => fillPlaceholders({ id: '{{unheardOf}}' }, {})).toThrow('write a value of your own')
  })
})

describe('rememberFrom', () => {
  const data = { createGoal: { goal: { id: 'g1', skillTree: { root: { children: [{ id: 'n1' }] } } } } }
  it.each([
    ['CreateGoal', data, { goalId: 'g1', skillNodeId: 'n1' }],
    [
      'CreateGoal',
      { createGoal: { goal: { id: 'g1', skillTree: { root: { children: [] } } } } },
      { goalId: 'g1' },
    ],
    ['CreateGoal', null, {}],
    ['SomethingElse', data, {}],
    [undefined, data, {}],
  ])('%s', (name, answer, found) => {
    expect(rememberFrom(name, answer)).toEqual(found)
  })
})
