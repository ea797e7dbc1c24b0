/** What is wrong with a text that a learner pasted or uploaded, and on which line. */
export interface LineProblem {
  /** From 1. */
  line: number
  message: string
}

/** Splits a text into lines at LF, CRLF or CR; a byte order mark is not part of the first. */
export function splitLines(text: string): string[] {
  return (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text).split(/\r\n|\n|\r/)
}

/** The problems by line: the first `max`, then one that counts the others. */
export function limitProblems(problems: LineProblem[], max: number): LineProblem[] {
  const sorted = problems.toSorted((a, b) => a.line - b.line)
  const more = sorted.length - max
  if (more <= 0) return sorted
  const message = `… and ${more} more ${more === 1 ? 'problem' : 'problems'} from here on.`
  return [...sorted.slice(0, max), { line: sorted[max]!.line, message }]
}
