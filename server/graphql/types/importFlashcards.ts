import { type ImportResult, importFlashcards } from '../../services/importFlashcards.ts'
import { builder, defineEnum } from '../builder.ts'
import { write } from '../context.ts'
import { flashcardRef } from './flashcard.ts'
import { lineProblemRef } from './outline.ts'
import { skillTreeRef } from './skillTree.ts'

const importFormat = defineEnum(
  'ImportFormat',
  ['auto', 'csv', 'tsv', 'anki_text'],
  'AUTO looks at the text. ANKI_TEXT is Anki’s “notes in plain text”.',
)

const importInput = builder.inputType('ImportFlashcardsInput', {
  fields: t => ({
    skillNodeId: t.id({ required: true }),
    text: t.string({ required: true, description: '5,000 rows at most.' }),
    format: t.field({ type: importFormat, defaultValue: 'auto' }),
    dryRun: t.boolean({ defaultValue: false, description: 'Say what would happen and change nothing.' }),
  }),
})

const importPayload = builder.objectRef<ImportResult>('ImportFlashcardsPayload').implement({
  fields: t => ({
    imported: t.exposeInt('imported', { description: 'Cards imported; on a dry run, that would be.' }),
    skipped: t.exposeInt('skipped', { description: 'Lines left out; `problems` says why.' }),
    problems: t.field({
      type: [lineProblemRef],
      description: 'Lines left out, and near-duplicates that were imported all the same.',
      resolve: result => result.problems,
    }),
    flashcards: t.field({
      type: [flashcardRef],
      description: 'The new cards; none on a dry run.',
      resolve: result => result.flashcards,
    }),
    skillTree: t.field({
      type: skillTreeRef,
      description: 'The tree as it is now.',
      resolve: async (result, _args, { loaders }) => (await loaders.node.load(result.skillNodeId)).tree,
    }),
  }),
})

builder.mutationField('importFlashcards', t =>
  t.field({
    type: importPayload,
    description: 'Imports cards from CSV, TSV or Anki’s plain text.',
    args: { input: t.arg({ type: importInput, required: true }) },
    resolve: (_root, { input }, context) =>
      write(context, learner => {
        const { format, dryRun, ...rest } = input
        const options = { format: format ?? ('auto' as const), dryRun: dryRun ?? false }
        return importFlashcards(context.db, learner, { ...rest, ...options }, context.now)
      }),
  }),
)
