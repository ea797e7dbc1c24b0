export type LeechAdvice = 'split' | 'shorten' | 'notes' | 'reword' | 'suspend'

interface LeechFacts {
  question: string
  answer: string
  hasNotes: boolean
}

/** More than this many words are hard to bring to mind as one thing. */
const mostAnswerWords = 25
const mostQuestionWords = 40

/**
 * What would help with a card that does not stick, the likeliest first: a list is split, a long text is cut,
 * what was never understood is read up, and what is not worth it may rest.
 */
export function adviseOnLeech({ question, answer, hasNotes }: LeechFacts): LeechAdvice[] {
  const isList = (answer.match(/^\s*([-*+]|\d+[.)])\s+/gm) ?? []).length > 1
  const isLong = countWords(answer) > mostAnswerWords || countWords(question) > mostQuestionWords
  return [
    ...(isList ? (['split'] as const) : []),
    ...(isLong ? (['shorten'] as const) : []),
    ...(isList || isLong ? [] : (['reword'] as const)),
    ...(hasNotes ? (['notes'] as const) : []),
    'suspend' as const,
  ]
}

export const adviceWords: Record<LeechAdvice, { title: string; text: string }> = {
  split: {
    title: 'Split it',
    text: 'The answer is a list, and lists are hard to recall whole. One card for each part sticks better.',
  },
  shorten: {
    title: 'Make it shorter',
    text: 'Ask for one thing and answer it in a few words. The rest can go into the explanation.',
  },
  reword: {
    title: 'Say it differently',
    text: 'Ask from another side, add an example, or a picture in words that only you would think of.',
  },
  notes: {
    title: 'Read the notes',
    text: 'A card is hard to keep before what it is about has been understood.',
  },
  suspend: {
    title: 'Let it rest',
    text: 'If it is not worth the time now, suspend it. Nothing is lost.',
  },
}

function countWords(markdown: string): number {
  return markdown.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)).length
}
