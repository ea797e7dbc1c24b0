import type { LazyDueCounts } from '../../db/due.ts'
import { builder } from '../builder.ts'
import { goalRef } from './goal.ts'
import { skillNodeRef } from './skillNode.ts'
import { viewerRef } from './viewer.ts'

const dueCountsRef = builder.objectRef<LazyDueCounts>('DueCounts').implement({
  description: 'How much there is to study. Daily limits do not cap the due cards.',
  fields: t => ({
    now: t.exposeInt('now', { description: 'Learning cards due now and Review cards of today.' }),
    today: t.exposeInt('today', { description: 'All that is due before the learner’s day ends.' }),
    thisWeek: t.exposeInt('thisWeek', { description: 'Due today or on the six days after.' }),
    waiting: t.exposeInt('waiting', {
      description: 'Review cards among `now` that today’s limit leaves for the coming days.',
    }),
    new: t.exposeInt('new', { description: 'New cards still allowed today.' }),
    estimatedSeconds: t.exposeInt('estimatedSeconds', {
      description: 'For what is due today and new, by the learner’s own answer times.',
    }),
    nextDueAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the next card becomes due; null: none is scheduled.',
      resolve: due => due.findNextDueAt(),
    }),
  }),
})

builder.prismaObjectField(viewerRef, 'due', t =>
  t.field({
    type: dueCountsRef,
    description: 'Of everything they study.',
    resolve: (_user, _args, { loaders }) => loaders.dueOfViewer(),
  }),
)

builder.prismaObjectField(goalRef, 'due', t =>
  t.field({
    type: dueCountsRef,
    description: 'Of its cards; nothing while it is paused or archived.',
    resolve: (goal, _args, { loaders }) => loaders.dueOfGoal.load(goal.id),
  }),
)

builder.objectField(skillNodeRef, 'due', t =>
  t.field({
    type: dueCountsRef,
    description: 'Of its subtree; nothing while it is switched off.',
    resolve: async (node, _args, { loaders }) => (await loaders.dueOfTree.load(node.treeId)).get(node.id)!,
  }),
)
