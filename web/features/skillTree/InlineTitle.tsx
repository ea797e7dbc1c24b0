import { type KeyboardEvent, useEffect, useRef } from 'react'
import classes from './InlineTitle.module.css'

interface InlineTitleProps {
  /** What is being named, for those who do not see where the field stands. */
  label: string
  value: string
  placeholder?: string
  /** Called with the new title: on Enter, and on leaving the field. */
  onSave: (title: string) => void
  onClose: () => void
}

/** A title being written in its own place. Enter saves, Escape gives up. */
export function InlineTitle({ label, value, placeholder, onSave, onClose }: InlineTitleProps) {
  const field = useRef<HTMLInputElement>(null)
  const isDone = useRef(false)

  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])

  const finish = (shouldSave: boolean) => {
    if (isDone.current) return
    isDone.current = true
    const title = field.current?.value.trim() ?? ''
    if (shouldSave && title !== '' && title !== value) onSave(title)
    onClose()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') finish(true)
    if (event.key === 'Escape') finish(false)
  }

  return (
    <input
      ref={field}
      className={classes.field}
      aria-label={label}
      defaultValue={value}
      placeholder={placeholder}
      autoComplete="off"
      enterKeyHint="done"
      onKeyDown={onKeyDown}
      onBlur={() => finish(true)}
    />
  )
}
