import { useMutation } from '@apollo/client/react'
import { Alert, Button, FileButton, Group, Modal, NativeSelect, Stack, Text, Textarea } from '@mantine/core'
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks'
import { IconFileText } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { describeError } from '../../apollo/describeError.ts'
import { showErrorToast } from '../../components/toasts.tsx'
import type { ImportFormat } from '../../gql/graphql.ts'
import { pluralize } from '../../lib/formatTime.ts'
import { forgetCardLists } from '../skillTree/treeActions.ts'
import { CheckImport, ImportCards } from './cardDocuments.ts'
import classes from './ImportDialog.module.css'
import { type ImportReport, ImportResult } from './ImportResult.tsx'

interface ImportDialogProps {
  nodeId: string
  onClose: () => void
}

const formats: Array<{ value: ImportFormat; label: string }> = [
  { value: 'AUTO', label: 'Find out' },
  { value: 'CSV', label: 'CSV (commas)' },
  { value: 'TSV', label: 'TSV (tabs)' },
  { value: 'ANKI_TEXT', label: 'Anki notes in plain text' },
]

const example = `What does etcd hold?,The state of the cluster
Which port does the API server use?,6443`

/** Cards from a table: pasted or chosen, looked at line by line, and only then imported. */
export function ImportDialog({ nodeId, onClose }: ImportDialogProps) {
  const [text, setText] = useState('')
  const [format, setFormat] = useState<ImportFormat>('AUTO')
  const [settled] = useDebouncedValue(text, 300)
  const [report, setReport] = useState<ImportReport>()
  const [isDone, setIsDone] = useState(false)
  const [error, setError] = useState<unknown>()
  const [check] = useMutation(CheckImport)
  const [importCards] = useMutation(ImportCards)
  const [isImporting, setIsImporting] = useState(false)
  const isPhone = useMediaQuery('(max-width: 48em)')
  const isChecked = report?.text === text && report.format === format

  // The dry run follows the text; an answer to an earlier text is dropped.
  useEffect(() => {
    if (settled.trim() === '') {
      setReport(undefined)
      setError(undefined)
      return
    }
    let isCurrent = true
    check({ variables: { skillNodeId: nodeId, text: settled, format } }).then(
      ({ data }) => {
        if (!isCurrent || !data) return
        setReport({ ...data.importFlashcards, text: settled, format })
        setError(undefined)
      },
      refused => {
        if (!isCurrent) return
        setReport(undefined)
        setError(refused)
      },
    )
    return () => {
      isCurrent = false
    }
  }, [settled, format, nodeId, check])

  const runImport = async () => {
    setIsImporting(true)
    try {
      const { data } = await importCards({
        variables: { skillNodeId: nodeId, text, format },
        update: forgetCardLists,
      })
      if (data) setReport({ ...data.importFlashcards, text, format })
      setIsDone(true)
    } catch (refused) {
      setError(refused)
    } finally {
      setIsImporting(false)
    }
  }

  const readFile = async (file: File | null) => {
    if (!file) return
    try {
      setText(await file.text())
    } catch (unreadable) {
      showErrorToast(unreadable, `${file.name} could not be read`)
    }
  }

  return (
    <Modal opened onClose={onClose} title="Import cards" size="xl" fullScreen={isPhone}>
      {isDone && report ? (
        <>
          <ImportResult report={report} isDone />
          <Group justify="flex-end" mt="lg">
            <Button onClick={onClose} data-autofocus>
              Done
            </Button>
          </Group>
        </>
      ) : (
        <>
          <Stack gap="sm">
            <Textarea
              label="Text"
              description="One card a line: question, answer, and optionally tags. 5,000 lines at most."
              placeholder={example}
              value={text}
              rows={8}
              classNames={{ input: classes.text }}
              onChange={event => setText(event.currentTarget.value)}
              data-autofocus
            />
            <Group gap="xs">
              <FileButton
                onChange={readFile}
                accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
              >
                {props => (
                  <Button {...props} variant="default" leftSection={<IconFileText size={16} aria-hidden />}>
                    Choose a file
                  </Button>
                )}
              </FileButton>
              <NativeSelect
                aria-label="Format"
                data={formats}
                value={format}
                onChange={event => setFormat(event.currentTarget.value as ImportFormat)}
              />
            </Group>
            <div aria-live="polite" className={classes.preview}>
              {error !== undefined && (
                <Alert color="red" title="Nothing was imported">
                  {describeError(error).message}
                </Alert>
              )}
              {report && error === undefined && <ImportResult report={report} />}
              {!report && error === undefined && (
                <Text c="dimmed" size="sm">
                  {settled.trim() === '' ? 'What will be imported is shown here first.' : 'Reading…'}
                </Text>
              )}
            </div>
          </Stack>
          <Group justify="flex-end" mt="lg">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button onClick={runImport} loading={isImporting} disabled={!isChecked || report.imported === 0}>
              {isChecked && report.imported > 0 ? `Import ${pluralize(report.imported, 'card')}` : 'Import'}
            </Button>
          </Group>
        </>
      )}
    </Modal>
  )
}
