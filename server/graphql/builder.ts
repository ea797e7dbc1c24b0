import SchemaBuilder from '@pothos/core'
import PrismaPlugin from '@pothos/plugin-prisma'
import type PrismaTypes from '../db/generated/pothos.ts'
import { getDatamodel } from '../db/generated/pothos.ts'
import type { Context } from './context.ts'

/** Every type, query and mutation is defined on this one builder; `schema.ts` collects them. */
export const builder = new SchemaBuilder<{
  Context: Context
  PrismaTypes: PrismaTypes
  DefaultFieldNullability: false
  Scalars: {
    ID: { Input: string; Output: string }
    DateTime: { Input: Date; Output: Date }
    /** whole days since 1970-01-01 of the learner's calendar */
    Date: { Input: number; Output: number }
    JSON: { Input: unknown; Output: unknown }
  }
}>({
  plugins: [PrismaPlugin],
  defaultFieldNullability: false,
  prisma: { client: context => context.db, dmmf: getDatamodel(), filterConnectionTotalCount: true },
})

builder.queryType({ description: 'Everything that can be read.' })
builder.mutationType({ description: 'Everything that can be changed. Every mutation returns a payload.' })

/** A GraphQL enum whose names are the stored words in upper case: `not_yet` is NOT_YET. */
export function defineEnum<const Words extends readonly string[]>(
  name: string,
  words: Words,
  description: string,
) {
  const values = Object.fromEntries(words.map(word => [word.toUpperCase(), { value: word }]))
  return builder.enumType(name, {
    description,
    values: values as Record<string, { value: Words[number] }>,
  })
}
