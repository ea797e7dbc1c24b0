/** How a model is asked for a skill tree. */

import {
  type Bounds,
  type GeneratedNode,
  MAX_GENERATED_TITLE,
  placeGeneratedNodes,
  type TreeDetail,
  treeBounds,
  wantedBounds,
} from '../domain/generatedTree.ts'
import { cutTo } from '../domain/textFaults.ts'
import { MAX_NODES } from '../domain/treeEdit.ts'
import { skillTreeFormat } from './answerShapes.ts'
import type { ChatRequest } from './chat.ts'
import type { TreeBrief } from './generator.ts'
import { cutWishes, dataRule, delimit, describeGoal, takeFitting } from './promptData.ts'

/** Characters of a title of the present tree, and of all of them with their numbers. */
const maxCurrentTitle = 80
const maxCurrentLength = 16_000
/** A node takes some 40 tokens, in scripts other than Latin up to twice as many. */
const maxTokens: Record<TreeDetail, number> = { simpler: 2_500, standard: 8_000, more_detail: 10_000 }

/** The question for a tree, or for another one when there is a present one. `nonce`: see promptData.ts. */
export function askForTree(brief: TreeBrief, nonce: string): ChatRequest {
  const { title, description, instructions, current, detail } = brief
  const goal = describeGoal(title, description)
  const wishes = cutWishes(instructions)
  const [task, data] = current
    ? ([another, { ...goal, tree: outline(current), feedback: wishes }] as const)
    : (['Write the skill tree for this goal.', { ...goal, wishes }] as const)
  return {
    messages: [
      { role: 'system', content: `${rules}\n\n${dataRule(nonce)}\n\n${answerForm}` },
      { role: 'user', content: `${task}\n\n${delimit(data, nonce)}\n\n${describeBounds(detail)}` },
    ],
    format: skillTreeFormat,
    maxTokens: maxTokens[detail],
  }
}

const { categories, topics, subtopics } = treeBounds

const rules = `You plan how something is learned. You break a learning goal down into a skill tree for somebody who \
begins with it. The tree is a flat list of nodes, depth first: behind a category (depth 1) come its topics (depth 2), \
behind a topic its subtopics (depth 3).

Rules:
- ${range(categories)} categories. ${range(topics)} topics in each category. ${range(subtopics)} subtopics in each \
topic. Nothing deeper.
- What others build upon comes first: the first category holds the foundations, the first topic of a category what \
its other topics need.
- Together the nodes cover the goal; no two of them cover the same. Each can be learned and tested by itself.
- A title is a short name, mostly of two to six words and never more than ${MAX_GENERATED_TITLE} characters: plain \
text without numbers in front, Markdown, HTML or links. Nodes beside each other have different titles.
- A description says in one sentence what the learner will understand or be able to do.
- Write in the language of the goal, unless the learner wishes for another.`

const answerForm = `Answer with one JSON object and nothing else, in this form:
{"nodes":[{"depth":1,"title":"…","description":"…"},{"depth":2,"title":"…","description":"…"}]}`

const another = `The learner has the skill tree below and would like another one, as the feedback says. Write the whole \
tree anew. What was learned stays with a node that keeps its title: leave the titles of what stays as they are, word for \
word and without their numbers. Without feedback, better the order, the balance and the gaps of the tree.`

function describeBounds(detail: TreeDetail): string {
  const wanted = wantedBounds[detail]
  const counts = `Aim at ${range(wanted.categories)} categories with ${range(wanted.topics)} topics each`
  return `${counts} and ${range(wanted.subtopics)} subtopics ${whichSubtopics[detail]}`
}

const whichSubtopics: Record<TreeDetail, string> = {
  simpler: 'in a topic: the essentials for a first overview.',
  standard: 'in a topic, where it is too large for some ten flashcards.',
  more_detail: 'in most topics: thorough, down to single skills.',
}

/** `3 to 6`, `no` */
function range([min, max]: Bounds): string {
  return max === 0 ? 'no' : `${min} to ${max}`
}

/** Titles with their numbers: where there is no room for all, without the deepest. */
function outline(current: readonly GeneratedNode[]): string[] {
  const placed = placeGeneratedNodes(current.slice(0, MAX_NODES))
  for (let depth = 3; ; depth--) {
    const lines = placed
      .filter(node => node.depth <= depth)
      .map(({ path, title }) => `${path.slice(2)} ${cutTo(maxCurrentTitle, title)}`)
    const fitting = takeFitting(maxCurrentLength, lines)
    if (fitting.length === lines.length || depth === 1) return fitting
  }
}
