/** What a model is told about good cards, whether it writes new ones or betters others. */

import type { CardType } from '../domain/cardText.ts'
import { dataRule } from './promptData.ts'

/** A card as it stands in an answer. */
export const cardForm = `{"type":"…","context":"…","question":"…","answer":"…","explanation":"…","distractors":["…"],\
"options":[{"text":"…","isCorrect":true,"explanation":"…"}]}`

/** Tokens of a card with four explained options, in any script. */
export const cardTokens = 600

/** The system turn: rules, what the types ask for, and the form of the answer. */
export function writeCardRules(types: readonly CardType[], nonce: string, form: string): string {
  const typeRules = types.map(type => `- ${typeRule[type]}`).join('\n')
  return `${rules}\n\nTypes:\n${typeRules}\n\n${dataRule(nonce)}\n\n${answerForm}\n${form}`
}

const rules = `You write flashcards for somebody who learns towards a goal. The goal is broken down into a tree; "path" \
leads from its root to one node, and the cards are for that node. "siblings" and "children" have cards of their own: \
do not ask what belongs there.

Rules:
- A card asks one thing. What has several parts becomes several cards.
- Ask for understanding: why, how, what follows, what differs, when to use which. Trivia (years, names, numbers \
nobody needs) and questions that give their answer away are worthless.
- A card is read by itself, weeks later: no "as mentioned above", no "this", nothing that only its neighbours explain.
- The answer is what a learner can recall: one sentence, a few words or a short command. "explanation" says in one to \
three sentences why it is so.
- Only what is certainly true. Leave a question out rather than guess.
- Ask nothing that "askedAlready" asks, in whatever words, and nothing twice.
- Texts are Markdown: code between backticks, formulas between dollar signs. No links, no images, no HTML.
- Write in the language of the goal, unless the learner wishes for another.`

const typeRule: Record<CardType, string> = {
  flashcard: '"flashcard": question and answer; "distractors" and "options" are empty, "context" is "".',
  multiple_choice: `"multiple_choice": besides, exactly three "distractors": wrong for certain, but what somebody who \
half understands would choose; different from each other and from the answer, of the same kind, form and length as \
it. Never "all of the above", no letters or numbers in front. "options" is empty, "context" is "".`,
  scenario: `"scenario": "context" describes a concrete situation in two to four sentences, "question" asks what to \
do or what happens, "options" are three or four different ways, exactly one of them with "isCorrect": true, each with \
an "explanation" of why it is right or wrong here. "answer" says the right way in words. "distractors" is empty.`,
}

const answerForm = 'Answer with one JSON object and nothing else, in this form:'
