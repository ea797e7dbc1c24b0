import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GeneratedNode } from './generatedTree.ts'
import { type GrownNodes, planGrowth, planWithdrawal, type StoredNode } from './treeGrowth.ts'

const root: StoredNode = { id: 'root', parentId: null, path: '1', sortOrder: 0, depth: 0, title: 'Goal' }

/** `'Networking', '  Services'`: two blanks a depth. */
function read(...lines: string[]): GeneratedNode[] {
  return lines.map(line => {
    const title = line.trim()
    return { depth: (line.length - line.trimStart().length) / 2 + 1, title, description: null }
  })
}

/** A stored tree and what a job has brought to it. */
class Tree {
  nodes: StoredNode[] = [root]
  grown: GrownNodes = {}
  #ids = 0

  grow(...lines: string[]) {
    const plan = planGrowth(this.nodes, read(...lines), this.grown, () => `n${++this.#ids}`)
    const places = new Map(plan.shifted.map(place => [place.id, place]))
    this.nodes = [...this.nodes.map(node => ({ ...node, ...places.get(node.id) })), ...plan.added]
    this.grown = plan.grown
    return this
  }

  withdraw(wanted: string[], usedTitles: string[] = []) {
    const used = this.nodes.filter(node => usedTitles.includes(node.title)).map(node => node.id)
    const plan = planWithdrawal(this.nodes, this.grown, read(...wanted), new Set(used))
    const places = new Map(plan.shifted.map(place => [place.id, place]))
    this.nodes = this.nodes
      .filter(node => !plan.removed.includes(node.id))
      .map(node => ({ ...node, ...places.get(node.id) }))
    return this
  }

  change(title: string, change: Partial<StoredNode>) {
    this.nodes = this.nodes.map(node => (node.title === title ? { ...node, ...change } : node))
    return this
  }

  remove(title: string) {
    this.nodes = this.nodes.filter(node => node.title !== title)
    return this
  }

  /** `1.1 Networking`, by path */
  get outline(): string[] {
    return this.nodes
      .filter(node => node.parentId !== null)
      .map(node => `${node.path} ${node.title}`)
      .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  }
}

describe('planGrowth', () => {
  it('takes nodes in as they come, each once', () => {
    const tree = new Tree().grow('Networking')
    tree.grow('Networking', '  Services').grow('Networking', '  Services', '  Ingress', 'Storage')
    expect(tree.outline).toEqual(['1.1 Networking', '1.1.1 Services', '1.1.2 Ingress', '1.2 Storage'])
  })

  it('knows a title in any spelling', () => {
    const tree = new Tree()
      .grow('Networking')
      .grow('NETWORKING ', '  services')
      .grow('Networking', '  Services')
    expect(tree.outline).toEqual(['1.1 Networking', '1.1.1 services'])
  })

  it('takes a title that is also the name of what every object has', () => {
    const tree = new Tree().grow('Constructor', '  toString', '__proto__')
    expect(tree.outline).toEqual(['1.1 Constructor', '1.1.1 toString', '1.2 __proto__'])
  })

  it('puts what a repair adds after the sibling it follows', () => {
    const tree = new Tree().grow('A', '  A1', 'C').grow('A', '  A0', '  A1', 'B', 'C')
    expect(tree.outline).toEqual(['1.1 A', '1.1.1 A0', '1.1.2 A1', '1.2 B', '1.3 C'])
  })

  it('keeps a node of the learner where it stands', () => {
    const tree = new Tree().grow('A')
    tree.nodes.push({ id: 'own', parentId: 'root', path: '1.2', sortOrder: 1, depth: 1, title: 'Mine' })
    tree.grow('A', 'B')
    expect(tree.outline).toEqual(['1.1 A', '1.2 B', '1.3 Mine'])
  })

  it('finds a node that the learner renamed, and does not bring back one that was deleted', () => {
    const tree = new Tree().grow('A', 'B')
    tree.change('A', { title: 'Basics' }).remove('B')
    tree.grow('A', '  A1', 'B', '  B1')
    expect(tree.outline).toEqual(['1.1 Basics', '1.1.1 A1'])
  })

  it('passes over what would stand too deep since its parent was moved', () => {
    const tree = new Tree().grow('A', '  A1')
    tree.change('A1', { depth: 3, path: '1.1.1.1' })
    tree.grow('A', '  A1', '    A1a')
    expect(tree.outline).toEqual(['1.1 A', '1.1.1.1 A1'])
  })
})

describe('planWithdrawal', () => {
  const lines = ['A', '  A1', '  A2', 'B', '  B1']

  it('takes everything away that nobody has touched', () => {
    expect(new Tree().grow(...lines).withdraw([]).outline).toEqual([])
  })

  it('keeps what is wanted', () => {
    expect(new Tree().grow(...lines).withdraw(['A', '  A2', 'B']).outline).toEqual([
      '1.1 A',
      '1.1.1 A2',
      '1.2 B',
    ])
  })

  it('keeps a node with cards, and the way to it', () => {
    expect(new Tree().grow(...lines).withdraw([], ['B1']).outline).toEqual(['1.1 B', '1.1.1 B1'])
  })

  it('keeps a node that was renamed, and one of the learner below a grown one', () => {
    const tree = new Tree().grow(...lines).change('A1', { title: 'First steps' })
    const b = tree.nodes.find(node => node.title === 'B')!
    tree.nodes.push({ id: 'own', parentId: b.id, path: '1.2.2', sortOrder: 1, depth: 2, title: 'Mine' })
    expect(tree.withdraw([]).outline).toEqual(['1.1 A', '1.1.1 First steps', '1.2 B', '1.2.1 Mine'])
  })
})

describe('any tree', () => {
  const lines = fc
    .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })), {
      selector: String,
    })
    .map(pairs => {
      const byCategory = Map.groupBy(pairs, ([category]) => category)
      return [...byCategory].flatMap(([category, topics]) => [
        `C${category}`,
        ...topics.map(([, topic]) => `  T${topic}`),
      ])
    })

  it('is the same however its nodes arrive, and ends as the last answer says', () => {
    fc.assert(
      fc.property(lines, lines, fc.nat(), (first, second, cut) => {
        const whole = new Tree().grow(...second).outline
        const tree = new Tree()
        for (let count = 1; count <= Math.min(cut, first.length); count++) tree.grow(...first.slice(0, count))
        tree.grow(...second).withdraw(second)
        const titles = (outline: string[]) => outline.map(line => line.split(' ')[1]).sort()
        expect(titles(tree.outline)).toEqual(titles(whole))
        for (const node of tree.nodes) {
          const siblings = tree.nodes.filter(other => other.parentId === node.parentId)
          expect(siblings.map(other => other.sortOrder).sort((a, b) => a - b)).toEqual(
            siblings.keys().toArray(),
          )
        }
      }),
    )
  })
})
