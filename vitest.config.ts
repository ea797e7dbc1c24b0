import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** Vitest would load graphql a second time as its other module format, and a schema of one is none of the other. */
const oneGraphql = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] }

/** Before each file: the seed of property tests. */
const setupFiles = ['server/testing/fastCheck.ts']

const databaseTests = 'server/**/*.{db,graphql,http}.test.ts'

/** Pure code, the database, components, and the built product in a browser: each beside what it tests. */
export default defineConfig({
  test: {
    // A database in memory takes some 300 MB, a browser more: two at a time.
    maxWorkers: 2,
    projects: [
      {
        resolve: oneGraphql,
        test: {
          name: 'unit',
          setupFiles,
          include: ['server/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: [databaseTests],
          testTimeout: 60_000,
        },
      },
      {
        resolve: oneGraphql,
        test: {
          name: 'db',
          setupFiles,
          include: [databaseTests],
          globalSetup: 'server/testing/globalSetup.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [react()],
        resolve: { dedupe: ['katex'] },
        test: {
          name: 'web',
          include: ['web/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          // so that it finds the same KaTeX as in the built app
          server: { deps: { inline: ['rehype-katex'] } },
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.e2e.ts'],
          // after the others: a browser and a server want the machine for themselves
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
