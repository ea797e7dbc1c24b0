import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../db/client.ts'
import type { Prisma } from '../db/generated/prisma/client.ts'
import { type CardContent, cardMetadata } from '../domain/cardText.ts'
import { InvalidInput } from '../domain/errors.ts'
import { parentPath, ROOT_PATH, rankOf } from '../domain/nodePath.ts'
import { parseOutline } from '../domain/outline.ts'
import type { CuratedTree } from './curatedTrees.ts'
import type { LockedLearner } from './locks.ts'

/** A node that is about to be saved, placed by its path. */
export interface NewNode {
  path: string
  depth: number
  title: string
  description: string | null
  notes?: string | null
  isEnabled?: boolean
  cards?: CardContent[]
}

/** A new goal's tree, its root included. */
export interface NewTree {
  generatedBy: 'ai' | 'curated' | 'outline' | 'manual'
  curatedSourceId: string | null
  nodes: NewNode[]
}

/** The tree of an outline. Throws InvalidInput naming the line of every problem. */
export function treeFromOutline(root: NewNode, text: string): NewTree {
  const { nodes, problems } = parseOutline(text)
  if (problems.length > 0) throw outlineProblems(problems, 'source.outline.text')
  return { generatedBy: 'outline', curatedSourceId: null, nodes: [root, ...nodes] }
}

export function outlineProblems(problems: { line: number; message: string }[], path: string): InvalidInput {
  return new InvalidInput(
    problems.map(({ line, message }) => ({ path, message: `Line ${line}: ${message}` })),
  )
}

/** The tree of a shipped tree with its notes and cards. */
export function treeFromCurated(root: NewNode, tree: CuratedTree): NewTree {
  const nodes = tree.nodes.map(node => ({
    ...node,
    cards: node.cards.map(card => ({ ...card, externalId: null })),
  }))
  return { generatedBy: 'curated', curatedSourceId: tree.slug, nodes: [root, ...nodes] }
}

/** Nothing yet but the root: the rest is generated, or built by hand. */
export function treeOfRoot(root: NewNode, generatedBy: 'ai' | 'manual'): NewTree {
  return { generatedBy, curatedSourceId: null, nodes: [root] }
}

/** Switches the branches at these paths off. Throws InvalidInput for a path the tree does not have. */
export function disablePaths(tree: NewTree, paths: readonly string[]): NewTree {
  const known = new Set(tree.nodes.map(node => node.path))
  const unknown = paths.find(path => !known.has(path) || path === ROOT_PATH)
  if (unknown !== undefined) {
    throw new InvalidInput(
      'source.disabledPaths',
      `Invalid path "${unknown.slice(0, 40)}": expected the path of a node below the root, such as 1.2.`,
    )
  }
  const disabled = new Set(paths)
  return { ...tree, nodes: tree.nodes.map(node => ({ ...node, isEnabled: !disabled.has(node.path) })) }
}

/** Saves nodes (parents before children) and their cards. `idByPath` knows parents saved before. */
export async function insertNodes(
  tx: Tx,
  user: LockedLearner,
  treeId: string,
  nodes: NewNode[],
  idByPath = new Map<string, string>(),
): Promise<Map<string, string>> {
  for (const node of nodes) idByPath.set(node.path, uuidv7())
  await tx.skillNode.createMany({
    data: nodes.map(({ path, depth, title, description, notes, isEnabled }) => {
      const parent = parentPath(path)
      const parentId = parent === null ? null : idByPath.get(parent)!
      const place = { path, depth, sortOrder: rankOf(path) - 1, parentId, treeId }
      return {
        id: idByPath.get(path)!,
        ...place,
        title,
        description,
        notes: notes ?? null,
        isEnabled: isEnabled ?? true,
      }
    }),
  })
  await insertCards(
    tx,
    user,
    nodes.flatMap(node =>
      (node.cards ?? []).map(content => ({ skillNodeId: idByPath.get(node.path)!, content })),
    ),
  )
  return idByPath
}

/** Saves active cards in their order and returns their ids. */
export async function insertCards(
  tx: Tx,
  user: LockedLearner,
  cards: { skillNodeId: string; content: CardContent }[],
): Promise<string[]> {
  if (cards.length === 0) return []
  const rows = cards.map(({ skillNodeId, content }) => ({
    id: uuidv7(),
    userId: user.id,
    skillNodeId,
    ...cardColumns(content),
    createdAt: user.lockedAt,
    updatedAt: user.lockedAt,
  }))
  await tx.flashcard.createMany({ data: rows })
  return rows.map(row => row.id)
}

/** A card's content as its columns hold it. */
export function cardColumns(content: CardContent) {
  const { distractors, scenario, ...columns } = content
  return {
    ...columns,
    cardMetadata: (cardMetadata(content) ?? undefined) as Prisma.InputJsonObject | undefined,
  }
}
