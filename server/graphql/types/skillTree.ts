import type { SkillTreeRecord } from '../../db/trees.ts'
import { addOutline, moveSkillNode, setSkillNodesEnabled } from '../../services/skillTrees.ts'
import { builder, defineEnum } from '../builder.ts'
import { type Context, write } from '../context.ts'
import { goalRef } from './goal.ts'

const treeOrigins = ['ai', 'curated', 'outline', 'manual'] as const
const treeOrigin = defineEnum('TreeOrigin', treeOrigins, 'Where a tree came from.')

/** The one breakdown of a goal; its nodes are loaded together and linked in memory. */
export const skillTreeRef = builder.objectRef<SkillTreeRecord>('SkillTree').implement({
  description: 'The one breakdown of a goal.',
  fields: t => ({
    id: t.exposeID('id', { description: 'The tree’s id.' }),
    goal: t.field({
      type: goalRef,
      description: 'Its goal.',
      resolve: (tree, _args, { loaders }) => loaders.goal.load(tree.goalId),
    }),
    generatedBy: t.field({
      type: treeOrigin,
      description: 'Where it came from.',
      resolve: tree => tree.generatedBy as (typeof treeOrigins)[number],
    }),
    curatedSourceId: t.exposeString('curatedSourceId', {
      nullable: true,
      description: 'Slug of the curated tree it was copied from.',
    }),
    nodeCount: t.exposeInt('nodeCount', { description: 'Nodes, the root included.' }),
    maxDepth: t.exposeInt('maxDepth', { description: 'Depth of its deepest node, 0–3.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When its shape last changed.' }),
    regeneratedAt: t.expose('regeneratedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last regenerated.',
    }),
  }),
})

builder.prismaObjectField(goalRef, 'skillTree', t =>
  t.field({
    type: skillTreeRef,
    description: 'Its breakdown.',
    resolve: (goal, _args, { loaders }) => loaders.treeByGoal.load(goal.id),
  }),
)

/** Of every change that answers with its tree. */
export const treePayload = builder.objectRef<{ treeId: string }>('SkillTreePayload').implement({
  fields: t => ({
    skillTree: t.field({
      type: skillTreeRef,
      description: 'The tree as it is now.',
      resolve: (payload, _args, { loaders }) => loaders.treeById.load(payload.treeId),
    }),
  }),
})

const moveInput = builder.inputType('MoveSkillNodeInput', {
  fields: t => ({
    id: t.id({ required: true }),
    parentId: t.id({ required: true, description: 'The new parent, of the same tree.' }),
    position: t.int({ required: true, description: 'From 0 among the new parent’s other children.' }),
  }),
})

/** Runs a change that answers with its tree. */
export async function changeTree(
  context: Context,
  change: Parameters<typeof write<string>>[1],
): Promise<{ treeId: string }> {
  return { treeId: await write(context, change) }
}

builder.mutationFields(t => ({
  addOutline: t.field({
    type: treePayload,
    description: 'Adds a pasted outline below a node, after its children.',
    args: { parentId: t.arg.id({ required: true }), text: t.arg.string({ required: true }) },
    resolve: (_root, { parentId, text }, context) =>
      changeTree(context, learner => addOutline(context.db, learner, parentId, text, context.now)),
  }),
  moveSkillNode: t.field({
    type: treePayload,
    description: 'Moves a node with everything below it.',
    args: { input: t.arg({ type: moveInput, required: true }) },
    resolve: (_root, { input }, context) =>
      changeTree(context, learner => moveSkillNode(context.db, learner, input, context.now)),
  }),
  setSkillNodesEnabled: t.field({
    type: treePayload,
    description: 'Switches nodes of one tree on or off; descendants keep their own flags.',
    args: { ids: t.arg.idList({ required: true }), isEnabled: t.arg.boolean({ required: true }) },
    resolve: (_root, { ids, isEnabled }, context) =>
      changeTree(context, learner => setSkillNodesEnabled(context.db, learner, ids, isEnabled, context.now)),
  }),
}))
