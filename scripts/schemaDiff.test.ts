import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { readMigrations } from '../server/db/migrate.ts'
import { diffMigrationsToSchema } from './schemaDiff.ts'

test('the migrations make what prisma/schema.prisma describes', async () => {
  expect(await diffMigrationsToSchema()).toBe('')
}, 60_000)

test('a column they lack is found', async () => {
  const schema = await readFile(new URL('../prisma/schema.prisma', import.meta.url), 'utf8')
  const withColour = schema.replace('model Flashcard {', 'model Flashcard {\n  colour String?')
  expect(await diffMigrationsToSchema(withColour, await readMigrations())).toContain(
    'ALTER TABLE "flashcards" ADD COLUMN     "colour" TEXT',
  )
}, 60_000)
