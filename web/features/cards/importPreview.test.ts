import { describe, expect, it } from 'vitest'
import { listImportLines } from './importPreview.ts'

describe('listImportLines', () => {
  it('puts the problems beside their lines and leaves blanks and headers out', () => {
    const text = '\uFEFF#separator:tab\r\nA\tB\r\n\r\nalone\r\n'
    expect(listImportLines(text, [{ line: 4, message: 'no answer' }], 10)).toEqual({
      lines: [
        { line: 2, text: 'A\tB', problems: [] },
        { line: 4, text: 'alone', problems: ['no answer'] },
      ],
      hiddenCount: 0,
    })
  })

  it('shows the first lines and every line with a problem, and counts the others', () => {
    const text = Array.from({ length: 100 }, (_, index) => `q${index + 1},a`).join('\n')
    const { lines, hiddenCount } = listImportLines(text, [{ line: 90, message: 'twice' }], 3)
    expect(lines.map(line => line.line)).toEqual([1, 2, 3, 90])
    expect(hiddenCount).toBe(96)
  })

  it('keeps a problem of a blank line', () => {
    expect(listImportLines('a,b\n\n', [{ line: 2, message: 'blank' }], 5).lines).toHaveLength(2)
  })
})
