import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import type { Db } from '../../server/db/client.ts'
import { diligentLearner, type Filled, findUser, totalCards } from '../largeDatabase.ts'
import { loadOurQueue } from './ours.ts'

interface Statement {
  query: string
  /** JSON */
  params: string
}

const fileOfPlans = new URL('plans.md', import.meta.url)

const introduction = `# How PostgreSQL runs the queue and a review

Written by \`npm run bench -- queue\` for a learner with 100,000 cards among ${totalCards.toLocaleString('en')}. Compare it with
what stood here before:

- The queue reads cards by \`flashcards_due_queue_idx\` alone, as an *Index Only Scan* with user and due time in
  its condition; what is excluded is a *hashed SubPlan*, no join. A *Seq Scan* of \`flashcards\`, \`skill_nodes\` or
  \`review_logs\` grows with the database; \`skill_trees\` is small enough to be read whole up to some thousand rows.
- A review reads and writes by primary keys and unique indexes; what walks a tree (*Recursive Union*) goes up,
  from the card's node to the root.
`

/** Keeps the plans of the queue and of a review beside the bench, where a change of theirs is seen. */
export async function writePlans(large: Filled): Promise<void> {
  const { openDatabase } = await import('../../server/db/client.ts')
  const { reviewFlashcard } = await import('../../server/services/reviews.ts')
  const database = await openDatabase({
    databaseUrl: large.bench.url,
    dataDir: '',
    canRecordStatements: true,
  })
  try {
    const user = await findUser(large, diligentLearner)
    const learner = { id: user.id, name: user.name, email: user.email, isGuest: false, isAdmin: false }
    const statements = recordWithValues(database.db)
    const [flashcardId] = await loadOurQueue({ database }, user, new Date())
    const ofQueue = statements.splice(0)
    const answer = { reviewId: randomUUID(), flashcardId: flashcardId!, rating: 3, durationMs: 4000 }
    await reviewFlashcard(database.db, learner, answer, new Date())
    const parts = [
      introduction,
      await describe(large, 'The due queue', ofQueue),
      await describe(large, 'A review', statements),
    ]
    await writeFile(fileOfPlans, `${parts.join('\n')}`)
  } finally {
    await database.close()
  }
}

function recordWithValues(db: Db): Statement[] {
  const statements: Statement[] = []
  const client = db as unknown as { $on(event: 'query', listener: (statement: Statement) => void): void }
  client.$on('query', statement => {
    if (!/^\s*(BEGIN|COMMIT|ROLLBACK)\b/i.test(statement.query)) statements.push(statement)
  })
  return statements
}

async function describe({ bench }: Filled, title: string, statements: Statement[]): Promise<string> {
  const sections = [`## ${title}\n`]
  for (const [index, { query, params }] of statements.entries()) {
    const rows = await bench.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN (COSTS OFF) ${query}`,
      JSON.parse(params),
    )
    const plan = rows.map(row => withoutValues(row['QUERY PLAN'])).join('\n')
    sections.push(`${index + 1}. \`${shorten(query)}\`\n\n\`\`\`\n${plan}\n\`\`\`\n`)
  }
  return sections.join('\n')
}

/** Ids and times are others in each run. */
function withoutValues(line: string): string {
  return line
    .replace(/'[^']*'::(uuid|date|jsonb|timestamp[a-z ]*)/g, '…::$1')
    .replace(/'\{[^}]*\}'/g, "'{…}'")
}

function shorten(query: string): string {
  const text = query.replace(/--.*$/gm, '').replace(/\s+/g, ' ').trim()
  return text.length > 100 ? `${text.slice(0, 100)} …` : text
}
