import { type CSSProperties, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import inlineClasses from './InlineTitle.module.css'
import classes from './Outline.module.css'
import type { TreeNode } from './treeActions.ts'

interface NewNodeRowProps {
  parent: TreeNode
  /** The id of the new node; null when it was refused. */
  onAdd: (title: string) => Promise<string | null>
  onClose: () => void
}

const kinds = ['category', 'topic', 'subtopic']

/** A field at the end of the parent's children. Enter adds and waits for the next one; Escape ends. */
export function NewNodeRow({ parent, onAdd, onClose }: NewNodeRowProps) {
  const field = useRef<HTMLInputElement>(null)
  const [title, setTitle] = useState('')
  const [isSaving, setIsSaving] = useState(false)
  const kind = kinds[parent.depth] ?? 'node'

  useEffect(() => {
    field.current?.focus()
    field.current?.scrollIntoView({ block: 'nearest' })
  }, [])

  const save = async () => {
    setIsSaving(true)
    const id = await onAdd(title.trim())
    setIsSaving(false)
    if (id) setTitle('')
    return id
  }

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') onClose()
    if (event.key === 'Enter' && title.trim() === '') onClose()
    else if (event.key === 'Enter' && !isSaving) save()
  }

  const onBlur = async () => {
    if (isSaving) return
    if (title.trim() === '' || (await save())) onClose()
  }

  return (
    <div
      role="presentation"
      className={classes.newRow}
      style={{ '--depth': parent.depth + 1 } as CSSProperties}
    >
      <input
        ref={field}
        className={inlineClasses.field}
        value={title}
        readOnly={isSaving}
        aria-label={`New ${kind} under ${parent.title}`}
        placeholder={`New ${kind}`}
        autoComplete="off"
        enterKeyHint="done"
        onChange={event => setTitle(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      />
    </div>
  )
}
