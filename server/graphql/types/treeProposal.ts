import { moveKinds, type NodeMove } from '../../domain/treeRegeneration.ts'
import { applyTreeProposal, type TreeProposal } from '../../services/treeProposals.ts'
import { spendObjects } from '../budget.ts'
import { builder, defineEnum } from '../builder.ts'
import { outlineNodeRef } from './outline.ts'
import { skillNodeRef } from './skillNode.ts'
import { changeTree, treePayload } from './skillTree.ts'

const moveKind = defineEnum('NodeMoveKind', moveKinds, 'What becomes of a node when its tree is replaced.')

const moveRef = builder.objectRef<NodeMove & { treeId: string }>('NodeMove').implement({
  description:
    'Where a node goes: KEPT under the same node, whatever its rank and title; MOVED under another; NEW; or ' +
    'UNMATCHED, which is kept under "Unsorted" with its cards, and goes when it has none.',
  fields: t => ({
    kind: t.field({ type: moveKind, description: 'What becomes of it.', resolve: move => move.kind }),
    from: t.field({
      type: skillNodeRef,
      nullable: true,
      description: 'The node as it stands; null when it is new, or was deleted since.',
      resolve: async ({ fromId, treeId }, _args, { loaders }) => {
        if (fromId === null) return null
        const { nodes } = await loaders.treeById.load(treeId)
        return nodes.find(node => node.id === fromId) ?? null
      },
    }),
    toPath: t.exposeString('toPath', {
      nullable: true,
      description: 'Its path among the proposed nodes, 1 for the root; null when it goes.',
    }),
    cardCount: t.exposeInt('cardCount', { description: 'Its own active cards: they stay with it.' }),
    similarity: t.exposeFloat('similarity', {
      nullable: true,
      description: '0.5–1, of its old and new title; null when it is NEW or UNMATCHED.',
    }),
  }),
})

/** What a job proposes until it is applied: `readProposal` of its column. */
export const treeProposalRef = builder.objectRef<TreeProposal>('TreeProposal').implement({
  description: 'A tree that would replace another. Nothing has changed until it is applied.',
  fields: t => ({
    nodes: t.field({
      type: [outlineNodeRef],
      description: 'The whole tree as it would be, without its root, depth first.',
      resolve: ({ nodes }, _args, { budget }) => {
        spendObjects(budget, nodes.length)
        return nodes
      },
    }),
    moves: t.field({
      type: [moveRef],
      description:
        'Every node of both trees once, in the order of the proposed ones; those that go come last.',
      resolve: ({ moves, treeId }, _args, { budget }) => {
        spendObjects(budget, moves.length)
        return moves.map(move => ({ ...move, treeId }))
      },
    }),
  }),
})

builder.mutationField('applyTreeProposal', t =>
  t.field({
    type: treePayload,
    description:
      'Puts a proposed tree in the place of the present one; every card and review is kept. CONFLICT when the tree ' +
      'has changed since.',
    args: { jobId: t.arg.id({ required: true }) },
    resolve: (_root, { jobId }, context) =>
      changeTree(context, learner => applyTreeProposal(context.db, learner, jobId, context.now)),
  }),
)
