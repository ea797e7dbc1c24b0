/** One node of a generated tree as it came from a model. */

import {
  type GeneratedNode,
  MAX_GENERATED_DESCRIPTION,
  MAX_GENERATED_TITLE,
  treeBounds,
} from './generatedTree.ts'
import { findModelTextFault, readFields } from './modelText.ts'
import { quoteValue } from './textFaults.ts'
import { foldWhiteSpace, MAX_DEPTH } from './treeEdit.ts'

/** The most children that a node of depth 0, 1 and 2 may have. */
export const maxChildren = [treeBounds.categories[1], treeBounds.topics[1], treeBounds.subtopics[1]] as const

/** Elements that end or carry attributes, and addresses; `The <nav> element` is a title like any other. */
const MARKUP = /<\/\s*[a-z]|<[a-z][\w-]*[\s/]+[\w-]+\s*=/i
const ADDRESS = /\b(?:https?:\/\/|javascript:|data:\w+\/)|\]\(/i

/** A node, and what keeps it from being right: each fault continues a sentence that begins with its name. */
export interface ReadNode {
  node: GeneratedNode
  faults: string[]
}

/** Reads a node of an answer. A depth that is none counts as 0. White space of titles is folded. */
export function readGeneratedNode(item: unknown): ReadNode {
  const fields = readFields(item) ?? {}
  const faults: string[] = []
  const isDepth =
    Number.isInteger(fields.depth) && Number(fields.depth) >= 1 && Number(fields.depth) <= MAX_DEPTH
  if (!isDepth) faults.push(`has ${show('depth', fields.depth)}: expected 1, 2 or 3.`)
  const title = typeof fields.title === 'string' ? foldWhiteSpace(fields.title) : ''
  const titleFault = findTitleFault(title)
  if (titleFault) faults.push(titleFault)
  const description = readDescription(fields.description, faults)
  return { node: { depth: isDepth ? Number(fields.depth) : 0, title, description }, faults }
}

function findTitleFault(title: string): string | null {
  const fault = findModelTextFault(title, MAX_GENERATED_TITLE)
  if (fault) return `has a wrong title: it ${fault}, expected 1 to ${MAX_GENERATED_TITLE} characters.`
  if (MARKUP.test(title)) return 'has a title with markup in it: expected plain text.'
  return ADDRESS.test(title) ? 'has a title with a link in it: expected plain text.' : null
}

function readDescription(value: unknown, faults: string[]): string | null {
  if (value === undefined || value === null) return null
  if (typeof value !== 'string') {
    faults.push(`has ${show('description', value)}: expected a text.`)
    return null
  }
  const description = value.replace(/\r\n?/g, '\n').trim()
  if (description === '') return null
  const fault = findModelTextFault(description, MAX_GENERATED_DESCRIPTION)
  if (fault) {
    const expected = `expected at most ${MAX_GENERATED_DESCRIPTION} characters`
    faults.push(`has a wrong description: it ${fault}, ${expected}.`)
  }
  return description
}

/** A field and its JSON value in an error. */
function show(name: string, value: unknown): string {
  if (value === undefined) return `no ${name}`
  return `the ${name} ${quoteValue(typeof value === 'string' ? value : JSON.stringify(value))}`
}
