import { expect, it } from 'vitest'
import { useTestDatabase } from '../testing/database.ts'
import { createGoalWithTree, createLearner } from '../testing/factories.ts'
import { loadGoalWithTree, loadTrees, treesById } from './trees.ts'

const database = useTestDatabase()

async function createTree() {
  const { db } = database()
  const learner = await createLearner(db)
  const made = await createGoalWithTree(db, learner, {
    '1.1': { isEnabled: false },
    '1.1.1': { cards: 2 },
    '1.2': { cards: 1 },
    '1.2.1': {},
    '1.2.2': { cards: 3 },
  })
  return { db, learner, made }
}

it('links the nodes of a tree, depth first, with what follows from their places', async () => {
  const { db, made } = await createTree()
  const [tree] = await loadTrees(db, treesById([made.treeId]))
  expect(
    tree!.nodes.map(node => [
      node.path,
      node.title,
      node.depth,
      node.parent?.path,
      node.children.map(child => child.path),
      node.isEnabled,
      node.isEffectivelyEnabled,
      node.cardCount,
      node.subtreeCardCount,
    ]),
  ).toEqual([
    ['1', 'Node 1', 0, undefined, ['1.1', '1.2'], true, true, 0, 6],
    ['1.1', 'Node 1.1', 1, '1', ['1.1.1'], false, false, 0, 2],
    ['1.1.1', 'Node 1.1.1', 2, '1.1', [], true, false, 2, 2],
    ['1.2', 'Node 1.2', 1, '1', ['1.2.1', '1.2.2'], true, true, 1, 4],
    ['1.2.1', 'Node 1.2.1', 2, '1.2', [], true, true, 0, 0],
    ['1.2.2', 'Node 1.2.2', 2, '1.2', [], true, true, 3, 3],
  ])
  expect(tree!.nodes.every(node => node.tree === tree && node.treeId === tree.id)).toBe(true)
})

it('gives a goal and its tree the same values as two statements would', async () => {
  const { db, learner, made } = await createTree()
  const both = (await loadGoalWithTree(db, learner.id, made.goal.id))!
  const [tree] = await loadTrees(db, treesById([made.treeId]))
  expect(both.goal).toEqual(await db.learningGoal.findUniqueOrThrow({ where: { id: made.goal.id } }))
  expect(both.tree).toEqual(tree)
})

it('finds no goal of another learner, and none that is deleted', async () => {
  const { db, learner, made } = await createTree()
  const other = await createLearner(db)
  expect(await loadGoalWithTree(db, other.id, made.goal.id)).toBeNull()
  await db.learningGoal.update({ where: { id: made.goal.id }, data: { deletedAt: new Date() } })
  expect(await loadGoalWithTree(db, learner.id, made.goal.id)).toBeNull()
})
