import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { PGlite } from '@electric-sql/pglite'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import type { SchemaEngine } from '@prisma/schema-engine-wasm'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { type Migration, readMigrations } from '../server/db/migrate.ts'

const require = createRequire(import.meta.url)
const schemaFile = new URL('../prisma/schema.prisma', import.meta.url)
const migrationsFolder = new URL('../prisma/migrations', import.meta.url)

interface EngineModule {
  __wbg_set_wasm(exports: WebAssembly.Exports): void
  SchemaEngine: typeof SchemaEngine
}

/**
 * The SQL that leads from the migrations to prisma/schema.prisma; '' when they agree.
 *
 * Prisma's schema engine as WebAssembly, over a database in memory: the CLI's own engine is downloaded
 * from outside the npm registry. It is internal to Prisma: for development and tests only.
 */
export async function diffMigrationsToSchema(
  schema?: string,
  migrations?: Pick<Migration, 'name' | 'sql'>[],
): Promise<string> {
  const content = schema ?? (await readFile(schemaFile, 'utf8'))
  const known = migrations ?? (await readMigrations())
  const pglite = await PGlite.create()
  try {
    const engine = await startEngine(pglite, content)
    const { stdout } = await engine.diff({
      from: {
        tag: 'migrations',
        baseDir: migrationsFolder.pathname,
        lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"' },
        shadowDbInitScript: '',
        migrationDirectories: known.map(({ name, sql }) => ({
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
        })),
      },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    })
    const sql = stdout?.trim() ?? ''
    return sql === '-- This is an empty migration.' ? '' : sql
  } finally {
    await pglite.close()
  }
}

async function startEngine(pglite: PGlite, datamodel: string): Promise<SchemaEngine> {
  const { SchemaEngine } = await loadEngine()
  const embedded = new PrismaPGlite(pglite)
  const adapter = bindMigrationAwareSqlAdapterFactory({
    provider: embedded.provider,
    adapterName: embedded.adapterName,
    connect: () => embedded.connect(),
    // Where the engine applies the migrations: the database here serves for nothing else.
    connectToShadowDb: () => embedded.connect(),
  })
  return SchemaEngine.new({ datamodels: [['schema.prisma', datamodel]] }, () => {}, adapter)
}

let engine: Promise<EngineModule> | undefined

/** The bindings hold one instance for the whole process. */
function loadEngine(): Promise<EngineModule> {
  engine ??= (async () => {
    const entry = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    const bindings = (await import(entry)) as EngineModule & WebAssembly.ModuleImports
    const wasm = await readFile(entry.replace(/\.js$/, '.wasm'))
    const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': bindings })
    bindings.__wbg_set_wasm(instance.exports)
    ;(instance.exports.__wbindgen_start as () => void)()
    return bindings
  })()
  return engine
}
