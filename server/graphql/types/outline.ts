import { type ParsedOutline, type ParsedOutlineNode, parseOutline } from '../../domain/outline.ts'
import { builder } from '../builder.ts'

/** A node of a tree that is not saved: of an outline or a curated tree. */
export const outlineNodeRef = builder
  .objectRef<Omit<ParsedOutlineNode, 'line'> & { line?: number }>('OutlineNode')
  .implement({
    description: 'A node of a tree that is not saved yet.',
    fields: t => ({
      path: t.exposeString('path', { description: 'Its path once saved; the root is 1.' }),
      title: t.exposeString('title', { description: 'Its title.' }),
      depth: t.exposeInt('depth', { description: '1–3.' }),
      description: t.exposeString('description', { nullable: true, description: 'What it covers.' }),
      line: t.int({
        nullable: true,
        description: 'The line of the text it stands on, from 1.',
        resolve: node => node.line ?? null,
      }),
    }),
  })

/** A fault of a text, with its line. */
export const lineProblemRef = builder.objectRef<{ line: number; message: string }>('LineProblem').implement({
  description: 'A fault of a text.',
  fields: t => ({
    line: t.exposeInt('line', { description: 'From 1.' }),
    message: t.exposeString('message', { description: 'What is wrong and what was expected.' }),
  }),
})

const previewRef = builder.objectRef<ParsedOutline>('OutlinePreview').implement({
  description: 'The tree a text would become.',
  fields: t => ({
    title: t.exposeString('title', { nullable: true, description: 'The one entry above all others.' }),
    nodes: t.field({
      type: [outlineNodeRef],
      description: 'Depth first.',
      resolve: preview => preview.nodes,
    }),
    problems: t.field({
      type: [lineProblemRef],
      description: 'What keeps it from being saved.',
      resolve: preview => preview.problems,
    }),
  }),
})

builder.queryField('previewOutline', t =>
  t.field({
    type: previewRef,
    description: 'Reads an outline without saving it.',
    args: { text: t.arg.string({ required: true }) },
    resolve: (_root, { text }) => parseOutline(text),
  }),
)
