export interface LineProblem {
  line: number
  message: string
}

export interface ImportLine {
  /** From 1, as the server counts. */
  line: number
  text: string
  problems: string[]
}

/**
 * The pasted lines beside what the server says about them: every line with a problem, and the first
 * `maxLines` others, in order; blank lines and Anki's headers (`#separator:tab`) are left out.
 */
export function listImportLines(
  text: string,
  problems: readonly LineProblem[],
  maxLines: number,
): { lines: ImportLine[]; hiddenCount: number } {
  const messages = Map.groupBy(problems, problem => problem.line)
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line, index) => ({
      line: index + 1,
      text: line,
      problems: (messages.get(index + 1) ?? []).map(problem => problem.message),
    }))
    .filter(
      ({ text: content, problems: found }) =>
        found.length > 0 || (content.trim() !== '' && !isHeader(content)),
    )
  let plainCount = 0
  const shown = lines.filter(line => line.problems.length > 0 || ++plainCount <= maxLines)
  return { lines: shown, hiddenCount: lines.length - shown.length }
}

function isHeader(line: string): boolean {
  return /^#(separator|html|tags|columns|deck|guid|notetype|tags column|deck column|guid column|notetype column):/i.test(
    line,
  )
}
