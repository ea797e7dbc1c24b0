/**
 * Inline Markdown reduced to the text that a reader sees, for titles. Blocks are not looked at.
 */

/** Longer text is left as it is: nothing that long can be a title, and the work stays bounded. */
const MAX_LENGTH = 4_000

// Noncharacters, which no real text holds, stand around the number of a text that must stay as it is.
const OPEN = '\ufdd0'
const CLOSE = '\ufdd1'

const LITERAL = /``((?:[^`]|`(?!`))+)``|`([^`]+)`|\\([!-/:-@[-`{-~])/g
const IMAGE = /!\[([^[\]]*)\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+"[^"]*")?\)/g
const LINK = /\[([^[\]]*)\](?:\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+"[^"]*")?\)|\[[^[\]]*\])/g
const AUTOLINK = /<((?:https?:\/\/|mailto:)[^<>\s]*)>/g
const EMPHASIS = [
  /\*{1,3}([^\s*]|[^\s*][^*]*[^\s*])\*{1,3}/g,
  // Not within words: snake_case stays.
  /(?<![\p{L}\p{N}_])_{1,3}([^\s_]|[^\s_][^_]*[^\s_])_{1,3}(?![\p{L}\p{N}_])/gu,
  /~~([^~]+)~~/g,
]
const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
}
/** Emphasis within emphasis within emphasis. */
const MAX_NESTING = 3

/** `**Pods** and [nodes](https://…)` → `Pods and nodes`. HTML tags stay as the text they are. */
export function stripInlineMarkdown(text: string): string {
  if (text.length > MAX_LENGTH || text.includes(OPEN) || !/[`\\[<*_~&]/.test(text)) return text
  const literals: string[] = []
  let result = text.replace(LITERAL, (_, twoTicks?: string, oneTick?: string, escaped?: string) => {
    literals.push(twoTicks?.trim() ?? oneTick ?? escaped!)
    return `${OPEN}${literals.length - 1}${CLOSE}`
  })
  result = result.replace(IMAGE, '$1').replace(LINK, '$1').replace(AUTOLINK, '$1')
  for (let pass = 0; pass < MAX_NESTING; pass++) {
    const before = result
    for (const pattern of EMPHASIS) result = result.replace(pattern, '$1')
    if (result === before) break
  }
  result = result.replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, entity => ENTITIES[entity]!)
  return result.replace(/\ufdd0(\d+)\ufdd1/g, (_, index: string) => literals[Number(index)]!)
}
