// A process of its own that writes to the database of a folder and reports each write that was acknowledged,
// until it is killed (pglite.test.ts).
import { openDatabase } from '../db/client.ts'

const { db, execute } = await openDatabase({ dataDir: process.argv[2] ?? '' })
await execute('CREATE TABLE IF NOT EXISTS writes (number int PRIMARY KEY)')
const [last] = await db.$queryRaw<{ number: number }[]>`SELECT coalesce(max(number), 0) AS number FROM writes`
for (let number = (last?.number ?? 0) + 1; ; number++) {
  await db.$transaction(async tx => {
    await tx.$executeRaw`INSERT INTO writes VALUES (${number})`
  })
  process.send?.(number)
}
