/** How a model is asked for better ones of given drafts. */

import { type CardContent, cardTypes } from '../domain/cardText.ts'
import { cutTo } from '../domain/textFaults.ts'
import { refinedFlashcardsFormat } from './answerShapes.ts'
import { cardForm, cardTokens, writeCardRules } from './cardRules.ts'
import type { ChatRequest } from './chat.ts'
import type { RefineBrief } from './generator.ts'
import { cutWishes, delimit, describePlace } from './promptData.ts'

/** Drafts of one question, and the characters that they have together. */
const maxDrafts = 10
const maxDraftsLength = 12_000
/** Characters of one text of a draft: longer than a model may write it. */
const maxText = 1_000

/** The question for better ones of the brief's drafts, which are numbered from 1. `nonce`: see promptData.ts. */
export function askForBetterCards(brief: RefineBrief, nonce: string): ChatRequest {
  const form = `{"cards":[{"replaces":1,${cardForm.slice(1)}]}`
  const drafts = brief.drafts.map((draft, index) => ({ number: index + 1, ...showDraft(draft) }))
  const data = { ...describePlace(brief), drafts, feedback: cutWishes(brief.feedback) }
  return {
    messages: [
      { role: 'system', content: writeCardRules(cardTypes, nonce, form) },
      { role: 'user', content: `${refineTask}\n\n${delimit(data, nonce)}` },
    ],
    format: refinedFlashcardsFormat(cardTypes),
    maxTokens: Math.max(2, drafts.length) * cardTokens,
  }
}

/** Drafts as one question after the other can hold them, in their order. */
export function splitDrafts(drafts: readonly CardContent[]): CardContent[][] {
  const parts: CardContent[][] = []
  let length = 0
  for (const draft of drafts) {
    const own = JSON.stringify(showDraft(draft)).length
    const part = parts.at(-1)
    if (part && part.length < maxDrafts && length + own <= maxDraftsLength) part.push(draft)
    else {
      parts.push([draft])
      length = 0
    }
    length += own
  }
  return parts
}

const refineTask = `The learner looked through the drafts below and gave feedback. Write one better card for each of \
them, with the draft's number in "replaces": change what the feedback asks for, keep what is good, and keep the type \
unless the feedback asks for another.`

function showDraft({ cardType, question, answer, explanation, distractors, scenario }: CardContent) {
  const cut = (text: string) => cutTo(maxText, text)
  return {
    type: cardType,
    context: cut(scenario?.context ?? ''),
    question: cut(question),
    answer: cut(answer),
    explanation: cut(explanation ?? ''),
    distractors: distractors.map(cut),
    options: (scenario?.options ?? []).map(({ text, isCorrect, explanation }) => ({
      text: cut(text),
      isCorrect,
      explanation: cut(explanation ?? ''),
    })),
  }
}
