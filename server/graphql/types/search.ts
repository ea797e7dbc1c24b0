import { type SearchRow, searchOwn } from '../../db/search.ts'
import { InvalidInput } from '../../domain/errors.ts'
import { builder } from '../builder.ts'
import { type Context, requireLearner } from '../context.ts'
import { flashcardRef } from './flashcard.ts'
import { goalRef } from './goal.ts'
import { skillNodeRef } from './skillNode.ts'

const searchHit = builder.unionType('SearchHit', {
  description: 'Something of the learner that holds the words.',
  types: [goalRef, skillNodeRef, flashcardRef],
  resolveType: hit => ('question' in hit ? 'Flashcard' : 'tree' in hit ? 'SkillNode' : 'Goal'),
})

builder.queryField('search', t =>
  t.field({
    type: [searchHit],
    description: 'Goals, then nodes, then cards that hold every word.',
    args: {
      query: t.arg.string({ required: true }),
      first: t.arg.int({ defaultValue: 20, description: '1–100.' }),
    },
    resolve: async (_root, { query, first }, context) => {
      const learner = requireLearner(context)
      const count = first ?? 20
      if (count < 1 || count > 100) {
        throw new InvalidInput('first', `Invalid first ${count}: expected a whole number from 1 to 100.`)
      }
      const words = query.split(/\s+/).filter(Boolean).slice(0, 10)
      if (words.length === 0) return []
      const rows = await searchOwn(context.db, learner.id, words, count)
      return Promise.all(rows.map(row => loadHit(context, row)))
    },
  }),
)

function loadHit({ loaders }: Context, { kind, id }: SearchRow) {
  if (kind === 'goal') return loaders.goal.load(id)
  return kind === 'node' ? loaders.node.load(id) : loaders.card.load(id)
}
