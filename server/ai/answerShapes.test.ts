import { expect, test } from 'vitest'
import { flashcardsFormat, refinedFlashcardsFormat, skillTreeFormat } from './answerShapes.ts'

interface Schema {
  type: string
  enum?: unknown[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean
  items?: Schema
}

function* walk(schema: Schema): Generator<Schema> {
  yield schema
  for (const part of Object.values(schema.properties ?? {})) yield* walk(part)
  if (schema.items) yield* walk(schema.items)
}

const formats = [skillTreeFormat, flashcardsFormat(['flashcard']), refinedFlashcardsFormat(['scenario'])]

test.each(formats)('$name is a schema that strict mode and grammars take', ({ schema }) => {
  const allowed = ['type', 'enum', 'properties', 'required', 'additionalProperties', 'items']
  for (const part of walk(schema as unknown as Schema)) {
    expect(allowed).toEqual(expect.arrayContaining(Object.keys(part)))
    if (part.type !== 'object') continue
    expect(part.required).toEqual(Object.keys(part.properties!))
    expect(part.additionalProperties).toBe(false)
  }
})

test('notes come before the cards, the situation before what is asked of it, and no other type is allowed', () => {
  const { schema } = flashcardsFormat(['flashcard', 'scenario']) as unknown as { schema: Schema }
  expect(schema.required).toEqual(['notes', 'cards'])
  const card = schema.properties!.cards!.items!
  expect(card.required!.indexOf('context')).toBeLessThan(card.required!.indexOf('question'))
  expect(card.properties!.type!.enum).toEqual(['flashcard', 'scenario'])
})
