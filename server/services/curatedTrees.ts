import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { NotFound } from '../domain/errors.ts'
import { childPath, depthOf, ROOT_PATH } from '../domain/nodePath.ts'
import { normalizeTopic } from '../domain/topic.ts'
import { type CuratedCard, type CuratedNode, parseCuratedTreeFile } from './curatedTreeFile.ts'

/** A node of a shipped tree with its place below root `1`. */
export interface CuratedPlace {
  path: string
  depth: number
  title: string
  description: string | null
  notes: string | null
  cards: CuratedCard[]
}

/** A shipped tree, ready to be offered and copied into a goal. */
export interface CuratedTree {
  slug: string
  title: string
  description: string
  /** the spellings it is found by */
  topics: string[]
  attribution: string | null
  /** depth first, without the root */
  nodes: CuratedPlace[]
  /** root included */
  nodeCount: number
  cardCount: number
}

/** The shipped trees, read once at start. */
export class CuratedTrees {
  readonly all: CuratedTree[]
  readonly #bySlug: Map<string, CuratedTree>

  constructor(trees: CuratedTree[]) {
    this.all = trees.toSorted((a, b) => a.title.localeCompare(b.title, 'en'))
    this.#bySlug = new Map(trees.map(tree => [tree.slug, tree]))
  }

  find(slug: string): CuratedTree | null {
    return this.#bySlug.get(slug) ?? null
  }

  get(slug: string): CuratedTree {
    const tree = this.find(slug)
    if (!tree) throw new NotFound('Curated tree', slug.slice(0, 100))
    return tree
  }

  /** Trees for a topic in any spelling, also while it is still being typed. */
  matching(topic: string): CuratedTree[] {
    const wanted = normalizeTopic(topic)
    return this.all.filter(tree =>
      [tree.slug, tree.title, ...tree.topics].map(normalizeTopic).some(name => fits(name, wanted)),
    )
  }
}

/** Reads every `<slug>.yaml` of a folder; throws with the file and the place of any fault. */
export async function loadCuratedTrees(folder: string): Promise<CuratedTrees> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.yaml')).sort()
  return new CuratedTrees(
    await Promise.all(
      names.map(async name => {
        const file = parseCuratedTreeFile(await readFile(join(folder, name), 'utf8'), name)
        if (`${file.slug}.yaml` !== name) {
          throw new Error(`${name}: its slug is "${file.slug}", expected "${name.replace(/\.yaml$/, '')}".`)
        }
        const nodes = placeNodes(file.nodes, ROOT_PATH)
        const cardCount = nodes.reduce((sum, node) => sum + node.cards.length, 0)
        return { ...file, nodes, nodeCount: nodes.length + 1, cardCount }
      }),
    ),
  )
}

function placeNodes(nodes: CuratedNode[], parent: string): CuratedPlace[] {
  return nodes.flatMap(({ children, ...node }, index) => {
    const path = childPath(parent, index + 1)
    return [{ ...node, path, depth: depthOf(path) }, ...placeNodes(children, path)]
  })
}

/** Whether a name is what is wanted, or one begins a word of the other. */
function fits(name: string, wanted: string): boolean {
  if (wanted === '') return true
  return ` ${name}`.includes(` ${wanted}`) || (name.length > 2 && ` ${wanted} `.includes(` ${name} `))
}
