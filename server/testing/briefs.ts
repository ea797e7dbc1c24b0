import type { CardsBrief, PlaceBrief, RefineBrief, TreeBrief } from '../ai/generator.ts'
import { type CardContent, checkCardContent } from '../domain/cardText.ts'
import type { GeneratedNode } from '../domain/generatedTree.ts'

export const treeBrief: TreeBrief = {
  title: 'Kubernetes administration',
  description: 'For the exam',
  detail: 'standard',
  instructions: 'More about networks',
  current: null,
}

const placeBrief: PlaceBrief = {
  goalTitle: 'Kubernetes administration',
  goalDescription: 'For the exam',
  path: ['Kubernetes administration', 'Networks', 'Services'],
  description: 'One address for many Pods',
  notes: null,
  siblings: ['Ingress'],
  children: ['Endpoints'],
  existingQuestions: ['What is a Service for?'],
}

export const cardsBrief: CardsBrief = {
  ...placeBrief,
  count: 4,
  cardTypes: ['flashcard', 'multiple_choice', 'scenario'],
  instructions: 'With commands',
  wantsNotes: false,
}

export const drafts: CardContent[] = [
  'Which Pods does a Service reach?',
  'Who gives a Service its address?',
].map(question => checkCardContent({ question, answer: `The draft of ${question}`, cardType: 'flashcard' }))

export const refineBrief: RefineBrief = { ...placeBrief, drafts, feedback: 'More practical' }

/** A tree as a model writes it: of the right shape. */
export const rightTree: GeneratedNode[] = ['Pods', 'Networks', 'Storage'].flatMap(title => [
  { depth: 1, title, description: `What ${title} are` },
  { depth: 2, title: `${title} by example`, description: null },
  { depth: 3, title: `${title} that fail`, description: null },
  { depth: 2, title: `${title} by the book`, description: null },
])

/** A card as a model writes it. */
export function writeCard(question: string, fields: object = {}) {
  return { type: 'flashcard', question, answer: `What answers ${question}`, explanation: '', ...fields }
}
