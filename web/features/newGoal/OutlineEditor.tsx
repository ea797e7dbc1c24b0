import { FileButton, Button as MantineButton, Text } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { type DragEvent, type Ref, useImperativeHandle, useRef, useState } from 'react'
import classes from './OutlineEditor.module.css'

/** Characters; an outline of 500 nodes is far below it. */
const maxFileBytes = 1_000_000

export interface OutlineEditorHandle {
  goToLine: (line: number) => void
}

interface OutlineEditorProps {
  value: string
  onChange: (text: string) => void
  /** Lines that have a problem, from 1. */
  problemLines: ReadonlySet<number>
  describedBy?: string
  ref?: Ref<OutlineEditorHandle>
}

/** A text field with numbered lines; those with a problem are marked. */
export function OutlineEditor({ value, onChange, problemLines, describedBy, ref }: OutlineEditorProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const gutter = useRef<HTMLDivElement>(null)
  const [fileProblem, setFileProblem] = useState<string>()
  const lineCount = value.split('\n').length

  useImperativeHandle(ref, () => ({
    goToLine: line => {
      const before = value.split('\n').slice(0, line - 1)
      const start = before.join('\n').length + (line > 1 ? 1 : 0)
      const length = value.split('\n')[line - 1]?.length ?? 0
      field.current?.focus()
      field.current?.setSelectionRange(start, start + length)
      if (field.current) field.current.scrollTop = Math.max(0, (line - 4) * lineHeightPx)
    },
  }))

  const readFile = async (file: File | null | undefined) => {
    if (!file) return
    if (file.size > maxFileBytes) {
      setFileProblem(`“${file.name}” is larger than 1 MB. Paste the part you want to learn.`)
      return
    }
    setFileProblem(undefined)
    onChange(await file.text())
  }
  const onDrop = (event: DragEvent) => {
    const file = event.dataTransfer.files[0]
    if (!file) return
    event.preventDefault()
    readFile(file)
  }
  return (
    <div>
      <div className={classes.frame}>
        <div className={classes.gutter} ref={gutter} aria-hidden>
          {Array.from({ length: lineCount }, (_, index) => (
            <span key={index} data-problem={problemLines.has(index + 1) || undefined}>
              {index + 1}
            </span>
          ))}
        </div>
        <textarea
          ref={field}
          className={classes.field}
          aria-label="Outline"
          aria-describedby={describedBy}
          aria-invalid={problemLines.size > 0}
          wrap="off"
          spellCheck={false}
          placeholder={'# Category\n- Topic\n  - Subtopic\n- Topic'}
          value={value}
          onChange={event => onChange(event.currentTarget.value)}
          onDrop={onDrop}
          onScroll={event => {
            if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop
          }}
        />
      </div>
      <div className={classes.below}>
        <FileButton accept=".md,.markdown,.txt,text/*" onChange={readFile}>
          {props => (
            <MantineButton
              {...props}
              variant="default"
              size="xs"
              leftSection={<IconUpload size={16} aria-hidden />}
            >
              Open a file
            </MantineButton>
          )}
        </FileButton>
        {fileProblem && (
          <Text size="xs" c="var(--danger)" role="alert">
            {fileProblem}
          </Text>
        )}
      </div>
    </div>
  )
}

/** As in the stylesheet. */
const lineHeightPx = 22
