/** Which goals are about one topic, in whatever words their learners put it. */

import { normalizeText } from './cardText.ts'

/** Characters of a normalised topic; NFKC can make a title longer than it was. */
const MAX_TOPIC = 200

/** Openings that say that something is to be learned, not what. Written as punctuation leaves them. */
const LEADING_PHRASES = [
  'i want to',
  'i would like to',
  'id like to',
  'i need to',
  'i have to',
  'i am going to',
  'im going to',
  'we want to',
  'want to',
  'how to',
  'how do i',
  'how can i',
  'help me',
  'help me to',
  'teach me',
  'teach me about',
  'teach me how to',
  'please',
  'lets',
  'learn',
  'learn to',
  'learn about',
  'learn all about',
  'learn how to',
  'learning',
  'learning to',
  'learning about',
  'learning how to',
  'study',
  'study for',
  'studying',
  'studying for',
  'prepare for',
  'preparing for',
  'master',
  'mastering',
  'understand',
  'understanding',
  'know',
  'know about',
  'get started with',
  'getting started with',
  'get better at',
  'get good at',
  'become good at',
  'intro to',
  'an intro to',
  'intro',
  'introduction to',
  'an introduction to',
  'introduction',
  'basics of',
  'the basics of',
  'fundamentals of',
  'the fundamentals of',
  'guide to',
  'a guide to',
  'a beginners guide to',
  'beginners guide to',
  'the art of',
  'everything about',
  'all about',
  'about',
  'crash course in',
  'crash course on',
  'a crash course in',
  'a crash course on',
  'the',
]

// The longest first, so that "learn how to" goes whole.
const LEADING = new RegExp(`^(?:${LEADING_PHRASES.toSorted((a, b) => b.length - a.length).join('|')}) `)

const APOSTROPHE = /(?<=[\p{L}\p{N}])['’ʼ`´](?=\p{L})/gu
const INVISIBLE = /\p{Cf}|[\ufe00-\ufe0f]/gu
/** + # . beside letters or digits (C++, C#, .NET, Node.js), all other punctuation and symbols. */
const MARKS = /[+#.]+|[\p{P}\p{S}]/gu
const ENDS_IN_WORD = /[\p{L}\p{M}\p{N}]$/u
const BEGINS_WITH_WORD = /^[\p{L}\p{M}\p{N}]/u

/**
 * The topic a title is about: NFKC, lower case, white space folded, leading words such as "learn" or
 * "introduction to" and punctuation removed. `+ # .` beside letters or digits stay, so that C, C++ and
 * C# differ; only a full stop after a word goes. Never removes everything: what would leave nothing
 * stays. Applying it twice changes nothing.
 */
export function normalizeTopic(title: string): string {
  const folded = cutToLimit(normalizeText(title))
  let topic = folded
  // Each round can uncover another: "Learn: how to…". Rounds only shorten, so this ends.
  for (;;) {
    const next = cutToLimit(removeLeadingPhrases(removePunctuation(topic)))
    if (next === '' || next === topic) break
    topic = next
  }
  return topic
}

function removePunctuation(text: string): string {
  const visible = text.replace(INVISIBLE, '').replace(APOSTROPHE, '')
  const kept = visible.replace(MARKS, (marks, at: number) => {
    if (!/[+#.]/.test(marks)) return ' '
    // Two units hold the neighbour even when it is beyond U+FFFF.
    const end = at + marks.length
    if (BEGINS_WITH_WORD.test(visible.slice(end, end + 2))) return marks
    const isAfterWord = ENDS_IN_WORD.test(visible.slice(Math.max(0, at - 2), at))
    return isAfterWord ? `${marks.replace(/\.+$/, '')} ` : ' '
  })
  return normalizeText(kept)
}

function removeLeadingPhrases(text: string): string {
  let topic = text
  for (let next = topic.replace(LEADING, ''); next !== topic; next = topic.replace(LEADING, '')) topic = next
  return topic
}

function cutToLimit(text: string): string {
  return Array.from(text).slice(0, MAX_TOPIC).join('').trim()
}
