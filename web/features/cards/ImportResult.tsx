import { Text } from '@mantine/core'
import type { ImportCardsMutation, ImportFormat } from '../../gql/graphql.ts'
import { pluralize } from '../../lib/formatTime.ts'
import classes from './ImportDialog.module.css'
import { listImportLines } from './importPreview.ts'

/** What the server said, and about which text. */
export type ImportReport = Pick<
  ImportCardsMutation['importFlashcards'],
  'imported' | 'skipped' | 'problems'
> & {
  text: string
  format: ImportFormat
}

const LINES_SHOWN = 30

/** Before the import what would happen, afterwards what did, with every line that was a problem. */
export function ImportResult({ report, isDone = false }: { report: ImportReport; isDone?: boolean }) {
  const { lines, hiddenCount } = listImportLines(report.text, report.problems, isDone ? 0 : LINES_SHOWN)
  const imported = pluralize(report.imported, 'card')
  const skipped = report.skipped > 0 ? `, ${pluralize(report.skipped, 'line')} skipped` : ''
  return (
    <>
      <Text fw={500} role={isDone ? 'status' : undefined}>
        {isDone ? `${imported} imported${skipped}.` : `${imported} to import${skipped}.`}
      </Text>
      {lines.length > 0 && (
        <ul className={classes.lines}>
          {lines.map(line => (
            <li key={line.line} className={classes.line} data-problem={line.problems.length > 0 || undefined}>
              <span className={classes.number}>{line.line}</span>
              <span>
                <span className={classes.content} style={{ display: 'block' }} dir="auto">
                  {line.text.replaceAll('\t', '  →  ')}
                </span>
                {line.problems.map(message => (
                  <span key={message} className={classes.message}>
                    {message}
                  </span>
                ))}
              </span>
            </li>
          ))}
        </ul>
      )}
      {hiddenCount > 0 && !isDone && (
        <Text size="xs" c="dimmed" mt={4}>
          and {pluralize(hiddenCount, 'more line')}
        </Text>
      )}
    </>
  )
}
