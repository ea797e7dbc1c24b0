import type { SkillNodeRecord } from '../../db/trees.ts'
import { addSkillNode, findNode, updateSkillNode } from '../../services/skillTrees.ts'
import { spendObjects } from '../budget.ts'
import { builder } from '../builder.ts'
import { requireLearner, write } from '../context.ts'
import { skillTreeRef } from './skillTree.ts'

/** A place in a tree. Walking to parents and children needs no further statement. */
export const skillNodeRef = builder.objectRef<SkillNodeRecord>('SkillNode')

skillNodeRef.implement({
  description: 'A place in a tree: depth 0 the root (the goal itself), 1 category, 2 topic, 3 subtopic.',
  fields: t => ({
    id: t.exposeID('id', { description: 'The node’s id.' }),
    tree: t.field({ type: skillTreeRef, description: 'Its tree.', resolve: node => node.tree }),
    parent: t.field({
      type: skillNodeRef,
      nullable: true,
      description: 'The node above; null for the root.',
      resolve: node => node.parent,
    }),
    children: t.field({
      type: [skillNodeRef],
      description: 'By sort order.',
      resolve: (node, _args, { budget }) => {
        spendObjects(budget, node.children.length)
        return node.children
      },
    }),
    title: t.exposeString('title', { description: '1–200 characters.' }),
    description: t.exposeString('description', { nullable: true, description: 'What it covers.' }),
    notes: t.string({
      nullable: true,
      description: 'Markdown: what to understand before being tested.',
      resolve: (node, _args, { loaders }) => loaders.nodeNotes.load(node.id),
    }),
    depth: t.exposeInt('depth', { description: '0–3.' }),
    path: t.exposeString('path', { description: 'Ranks from the root, such as 1.2.3.' }),
    sortOrder: t.exposeInt('sortOrder', { description: 'Place among its siblings, from 0.' }),
    isEnabled: t.exposeBoolean('isEnabled', { description: 'Its own flag.' }),
    isEffectivelyEnabled: t.exposeBoolean('isEffectivelyEnabled', {
      description: 'Its own flag and all its ancestors’.',
    }),
    masteryPercentage: t.exposeInt('masteryPercentage', { description: '0–100 over its subtree.' }),
    cardCount: t.exposeInt('cardCount', { description: 'Its own active cards.' }),
    subtreeCardCount: t.exposeInt('subtreeCardCount', { description: 'Active cards of its subtree.' }),
  }),
})

builder.objectFields(skillTreeRef, t => ({
  root: t.field({ type: skillNodeRef, description: 'The goal itself.', resolve: tree => tree.root }),
  nodes: t.field({
    type: [skillNodeRef],
    description: 'All nodes, depth first.',
    resolve: (tree, _args, { budget }) => {
      spendObjects(budget, tree.nodes.length)
      return tree.nodes
    },
  }),
}))

builder.queryField('skillNode', t =>
  t.field({
    type: skillNodeRef,
    nullable: true,
    description: 'A node of one of the learner’s trees.',
    args: { id: t.arg.id({ required: true }) },
    resolve: async (_root, { id }, context) =>
      context.loaders.node.load((await findNode(context.db, requireLearner(context), id)).id),
  }),
)

const nodePayload = builder.objectRef<{ nodeId: string }>('SkillNodePayload').implement({
  fields: t => ({
    skillNode: t.field({
      type: skillNodeRef,
      description: 'The node as it is now.',
      resolve: (payload, _args, { loaders }) => loaders.node.load(payload.nodeId),
    }),
  }),
})

const addInput = builder.inputType('AddSkillNodeInput', {
  fields: t => ({
    parentId: t.id({ required: true }),
    title: t.string({ required: true }),
    description: t.string(),
    notes: t.string({ description: 'Markdown.' }),
    position: t.int({ description: 'From 0; absent: last.' }),
  }),
})
const updateInput = builder.inputType('UpdateSkillNodeInput', {
  description: 'An absent field is kept; null clears.',
  fields: t => ({
    id: t.id({ required: true }),
    title: t.string(),
    description: t.string(),
    notes: t.string({ description: 'Markdown.' }),
    isEnabled: t.boolean(),
  }),
})

builder.mutationFields(t => ({
  addSkillNode: t.field({
    type: nodePayload,
    description: 'Adds a node below another.',
    args: { input: t.arg({ type: addInput, required: true }) },
    resolve: async (_root, { input }, context) => ({
      nodeId: await write(context, learner => addSkillNode(context.db, learner, input, context.now)),
    }),
  }),
  updateSkillNode: t.field({
    type: nodePayload,
    description: 'Renames, describes, annotates or switches a node.',
    args: { input: t.arg({ type: updateInput, required: true }) },
    resolve: async (_root, { input: { id, ...change } }, context) => ({
      nodeId: await write(context, learner => updateSkillNode(context.db, learner, id, change, context.now)),
    }),
  }),
}))
