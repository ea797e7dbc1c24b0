// Writes the migration that prisma/schema.prisma asks for: npm run db:migration -- <name>
import { mkdir, writeFile } from 'node:fs/promises'
import { diffMigrationsToSchema } from './schemaDiff.ts'

const name = process.argv[2] ?? ''
if (!/^[a-z][a-z0-9_]{0,60}$/.test(name)) {
  console.error(
    `Invalid migration name "${name}": expected lower-case words joined by _, as in npm run db:migration -- card_colour`,
  )
  process.exit(1)
}

const sql = await diffMigrationsToSchema()
if (sql === '') {
  console.log('The migrations already make what prisma/schema.prisma describes: there is nothing to write.')
} else {
  const timestamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const path = `prisma/migrations/${timestamp}_${name}/migration.sql`
  const file = new URL(`../${path}`, import.meta.url)
  await mkdir(new URL('.', file), { recursive: true })
  await writeFile(file, `${sql}\n`)
  console.log(
    `${path} is written. Add by hand what the schema cannot say (checks, partial indexes), and read it.`,
  )
}
// The engine keeps its shadow database open.
process.exit(0)
