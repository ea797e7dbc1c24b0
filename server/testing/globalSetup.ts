import type { TestProject } from 'vitest/node'
import {
  type DatabaseTemplate,
  makePGliteTemplate,
  makePostgresTemplate,
  removeTemplate,
} from './databaseTemplate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseTemplate: DatabaseTemplate
  }
}

/** Makes the database that every test file gets a copy of: PGlite, or PostgreSQL at DATABASE_URL. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { DATABASE_URL } = process.env
  const template = await (DATABASE_URL ? makePostgresTemplate(DATABASE_URL) : makePGliteTemplate())
  project.provide('databaseTemplate', template)
  return () => removeTemplate(template)
}
