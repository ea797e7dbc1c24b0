import type { CuratedTree } from '../../services/curatedTrees.ts'
import { builder } from '../builder.ts'
import { outlineNodeRef } from './outline.ts'

const curatedTreeRef = builder.objectRef<CuratedTree>('CuratedTree').implement({
  description: 'A tree with notes and cards that is shipped with the product.',
  fields: t => ({
    slug: t.exposeString('slug', { description: 'Its name, such as cka.' }),
    title: t.exposeString('title', { description: 'Its title.' }),
    description: t.exposeString('description', { description: 'What it covers, for whom.' }),
    nodeCount: t.exposeInt('nodeCount', { description: 'Nodes, the root included.' }),
    cardCount: t.exposeInt('cardCount', { description: 'Cards.' }),
    topics: t.exposeStringList('topics', { description: 'Spellings it is found by.' }),
    attribution: t.exposeString('attribution', { nullable: true, description: 'Whose work it builds on.' }),
    outline: t.field({ type: [outlineNodeRef], description: 'Depth first.', resolve: tree => tree.nodes }),
  }),
})

builder.queryFields(t => ({
  curatedTrees: t.field({
    type: [curatedTreeRef],
    description: 'The shipped trees, open to everyone.',
    args: { matching: t.arg.string({ description: 'A topic in any spelling.' }) },
    resolve: (_root, { matching }, { curatedTrees }) =>
      matching?.trim() ? curatedTrees.matching(matching) : curatedTrees.all,
  }),
  curatedTree: t.field({
    type: curatedTreeRef,
    nullable: true,
    description: 'A shipped tree; null when there is none of that name.',
    args: { slug: t.arg.string({ required: true }) },
    resolve: (_root, { slug }, { curatedTrees }) => curatedTrees.find(slug),
  }),
}))
