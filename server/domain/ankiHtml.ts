/**
 * The simple HTML of Anki's fields as Markdown: line breaks, paragraphs, bold, italic, code, lists, links,
 * math. Pictures and sounds cannot come along and are named in brackets; other tags go, their text stays.
 */

import { removeComments } from './outlineLines.ts'

/** Longer fields are not converted; nothing that long can become a card. */
const MAX_LENGTH = 100_000
/** Elements within elements; deeper ones are left out, their text stays. */
const MAX_NESTING = 50

// Noncharacters stand around the number of a piece that must stay as it is.
const PIECE = /\ufdd0(\d+)\ufdd1/g
const TOKEN = /<[^<>]*>|&#?\w{1,31};|[^<&]+|[<&]/g
const TAG = /^<(\/?)([a-z][a-z0-9]*)\b([\s\S]*?)\/?>$/i
const MATH: [open: string, close: string, mark: string][] = [
  ['\\(', '\\)', '$'],
  ['\\[', '\\]', '$$'],
  ['[$$]', '[/$$]', '$$'],
  ['[$]', '[/$]', '$'],
  ['[latex]', '[/latex]', '$$'],
]
const EMPHASIS: Record<string, string> = {
  b: '**',
  strong: '**',
  i: '*',
  em: '*',
  s: '~~',
  del: '~~',
  strike: '~~',
}
const LINES = new Set(['div', 'tr', 'dt', 'dd', 'section', 'article', 'figure', 'figcaption'])
const PARAGRAPHS = new Set([
  'p',
  'ul',
  'ol',
  'table',
  'blockquote',
  'hr',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'dl',
])
const HIDDEN = new Set(['script', 'style', 'head', 'title'])
const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  times: '×',
  divide: '÷',
  minus: '−',
  plusmn: '±',
  le: '≤',
  ge: '≥',
  ne: '≠',
  rarr: '→',
  larr: '←',
  harr: '↔',
  rArr: '⇒',
  deg: '°',
  micro: 'µ',
  middot: '·',
  bull: '•',
  euro: '€',
  copy: '©',
  reg: '®',
  trade: '™',
  zwnj: '\u200c',
  zwj: '\u200d',
}

/** An element that is open: what stands in it so far. */
interface Frame {
  tag: string
  text: string
  href?: string
  /** Of an ordered list: the number of its last item. */
  count: number
}

export function htmlToMarkdown(html: string): string {
  if (html.length > MAX_LENGTH) return html
  const pieces: string[] = []
  const restore = (text: string) => text.replace(PIECE, (_, index: string) => pieces[Number(index)]!)
  const keep = (text: string) => `\ufdd0${pieces.push(restore(text)) - 1}\ufdd1`
  const source = keepMath(removeComments(html.replace(/[\ufdd0\ufdd1]/g, '')).text, keep)
  const frames: Frame[] = [{ tag: '', text: '', count: 0 }]
  let hidden: string | null = null
  let match: RegExpExecArray | null

  TOKEN.lastIndex = 0
  for (match = TOKEN.exec(source); match; match = TOKEN.exec(source)) {
    const [token] = match
    const [, slash, name = '', attributes = ''] = TAG.exec(token) ?? []
    const tag = name.toLowerCase()
    if (hidden) {
      if (slash && tag === hidden) hidden = null
    } else if (tag === '') {
      if (!token.startsWith('<!')) addText(frames, token, source.slice(TOKEN.lastIndex, TOKEN.lastIndex + 12))
    } else if (HIDDEN.has(tag)) hidden = slash ? null : tag
    else if (slash) closeTag(frames, tag, keep)
    else openTag(frames, tag, attributes)
  }
  while (frames.length > 1) closeTag(frames, frames.at(-1)!.tag, keep)
  const text = breakLines(noteSounds(frames[0]!.text))
  return restore(text).trim()
}

function openTag(frames: Frame[], tag: string, attributes: string): void {
  if (frames.length > MAX_NESTING) return
  const top = frames.at(-1)!
  if (tag === 'br') top.text += '\n'
  else if (tag === 'img') top.text += `(image: ${readAttribute(attributes, 'src') || 'missing'})`
  else if (LINES.has(tag)) endLine(top, 1)
  else if (tag === 'li') {
    endLine(top, 1)
    const list = frames.findLast(frame => frame.tag === 'ol' || frame.tag === 'ul')
    const indent = '  '.repeat(
      Math.max(0, frames.filter(({ tag }) => tag === 'ol' || tag === 'ul').length - 1),
    )
    top.text += list?.tag === 'ol' ? `${indent}${++list.count}. ` : `${indent}- `
  } else if (PARAGRAPHS.has(tag)) {
    endLine(top, isInList(frames) ? 1 : 2)
    if (tag === 'ol' || tag === 'ul') frames.push({ tag, text: '', count: 0 })
  } else if (tag === 'pre' || tag === 'code' || tag === 'a' || tag in EMPHASIS) {
    frames.push({ tag, text: '', count: 0, href: readAttribute(attributes, 'href') })
  }
}

function closeTag(frames: Frame[], tag: string, keep: (text: string) => string): void {
  if (frames.some((frame, index) => index > 0 && frame.tag === tag)) {
    // What was left open within it ends here too.
    for (let inner = frames.pop()!; ; inner = frames.pop()!) {
      writeFrame(frames.at(-1)!, inner, keep)
      if (inner.tag === tag) break
    }
  }
  const top = frames.at(-1)!
  if (tag === 'td' || tag === 'th') top.text += ' '
  else if (LINES.has(tag) || tag === 'li') endLine(top, 1)
  else if (PARAGRAPHS.has(tag)) endLine(top, isInList(frames) ? 1 : 2)
}

function writeFrame(outer: Frame, { tag, text, href }: Frame, keep: (text: string) => string): void {
  const mark = EMPHASIS[tag]
  const inner = text.trim()
  if (tag === 'ol' || tag === 'ul') outer.text += text
  else if (inner === '') outer.text += text
  else if (tag === 'pre') {
    endLine(outer, 2)
    outer.text += keep(`\`\`\`\n${text.replace(/^\n/, '').trimEnd()}\n\`\`\``)
    outer.text += '\n\n'
  } else if (isWithinCode(outer)) outer.text += text
  else if (tag === 'code') {
    const ticks = inner.includes('`') ? '``' : '`'
    const space = inner.startsWith('`') || inner.endsWith('`') ? ' ' : ''
    outer.text += keep(`${ticks}${space}${inner.replace(/\s+/g, ' ')}${space}${ticks}`)
  } else if (mark && !inner.includes('\n\n')) {
    // Markdown knows no emphasis that begins or ends with a blank.
    outer.text += text.replace(inner, () => `${mark}${inner}${mark}`)
  } else if (href && /^https?:\/\/[^\s()<>]+$/i.test(href)) outer.text += `[${inner}](${href})`
  else outer.text += text
}

function addText(frames: Frame[], token: string, following: string): void {
  const top = frames.at(-1)!
  const decoded = token.startsWith('&') && token.length > 1 ? decodeEntity(token) : token
  if (frames.some(frame => frame.tag === 'pre')) {
    top.text += decoded
    return
  }
  const folded = decoded.replace(/[ \t\r\n\f\u00a0]+/g, ' ')
  if (isWithinCode(top)) top.text += folded
  else {
    const isAtLineStart = top.text === '' ? frames.length === 1 : top.text.endsWith('\n')
    top.text += escapeMarkdown(isAtLineStart ? folded.trimStart() : folded, following, isAtLineStart)
  }
}

/** Backslashes before what Markdown would take for a mark; `following` is the source behind the text. */
function escapeMarkdown(text: string, following: string, isAtLineStart: boolean): string {
  let escaped = text
    .replace(/\\(?=[!-/:-@[-`{-~])/g, '\\\\')
    .replace(/[`$]/g, '\\$&')
    .replace(/\*(?=\S)|(?<=\S)\*/g, '\\*')
    .replace(/(?<![\p{L}\p{N}])_(?=\S)|(?<=\S)_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/\]\(/g, '\\](')
  if (text === '<' && /^[a-z/!?]/i.test(following)) escaped = '\\<'
  if (text === '&' && /^#?\w+;/.test(following)) escaped = '\\&'
  if (!isAtLineStart) return escaped
  return escaped.replace(/^(#{1,6}\s|>|[-+]\s)/, '\\$1').replace(/^(\d{1,9})([.)]\s)/, '$1\\$2')
}

/** Math is kept as it is between dollars, which remark-math reads. */
function keepMath(html: string, keep: (text: string) => string): string {
  return MATH.reduce((text, [open, close, mark]) => {
    let result = ''
    let at = 0
    for (;;) {
      const start = text.indexOf(open, at)
      const end = start === -1 ? -1 : text.indexOf(close, start + open.length)
      if (end === -1) return result + text.slice(at)
      const formula = text.slice(start + open.length, end).replace(/<[^<>]*>/g, ' ')
      const decoded = formula
        .replace(/&#?\w{1,31};/g, decodeEntity)
        .replace(/\s+/g, ' ')
        .trim()
      result += text.slice(at, start) + (decoded === '' ? '' : keep(`${mark}${decoded}${mark}`))
      at = end + close.length
    }
  }, html)
}

function decodeEntity(entity: string): string {
  const name = entity.slice(1, -1)
  const numeric = /^#(?:x([\da-f]{1,6})|(\d{1,7}))$/i.exec(name)
  if (!numeric) return Object.hasOwn(ENTITIES, name) ? ENTITIES[name]! : entity
  const code = numeric[1] ? Number.parseInt(numeric[1], 16) : Number(numeric[2])
  return code <= 0x10ffff ? String.fromCodePoint(code) : entity
}

function noteSounds(text: string): string {
  return text.replace(/\[sound:([^[\]\n]+)\]/g, '(sound: $1)')
}

/** Single line ends become Markdown's hard breaks, except around list items. */
function breakLines(text: string): string {
  const lines = text
    .replace(/\n{3,}/g, '\n\n')
    .split('\n')
    .map(line => line.trimEnd())
  const isItem = (line: string | undefined) => line !== undefined && /^ *(?:- |\d+\. )/.test(line)
  return lines
    .map((line, index) => {
      const next = lines[index + 1]
      return line !== '' && next && !isItem(line) && !isItem(next) ? `${line}  ` : line
    })
    .join('\n')
}

function endLine(frame: Frame, breaks: 1 | 2): void {
  if (frame.text === '') return
  const missing = breaks - (/\n*$/.exec(frame.text.slice(-2))?.[0].length ?? 0)
  if (missing > 0) frame.text += '\n'.repeat(missing)
}

function isInList(frames: Frame[]): boolean {
  return frames.some(({ tag }) => tag === 'ol' || tag === 'ul')
}

function isWithinCode(frame: Frame): boolean {
  return frame.tag === 'code' || frame.tag === 'pre'
}

function readAttribute(attributes: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(
    attributes,
  )
  const value = match?.[1] ?? match?.[2] ?? match?.[3]
  return value?.replace(/&#?\w{1,31};/g, decodeEntity)
}
