import { Button, Input, Textarea } from '@mantine/core'
import { useId } from '@mantine/hooks'
import { type ReactNode, type Ref, useState } from 'react'
import { Markdown } from '../../components/Markdown.tsx'
import classes from './MarkdownField.module.css'

interface MarkdownFieldProps {
  label: ReactNode
  value: string
  onChange: (value: string) => void
  /** Ctrl+Enter, or ⌘ Enter. */
  onSubmit?: () => void
  description?: string
  error?: string
  placeholder?: string
  minRows?: number
  isRequired?: boolean
  shouldFocus?: boolean
  ref?: Ref<HTMLTextAreaElement>
}

/** A field for Markdown that shows on demand what it will look like. */
export function MarkdownField(props: MarkdownFieldProps) {
  const { label, value, minRows = 2 } = props
  const [isPreview, setIsPreview] = useState(false)
  const id = useId()
  return (
    <Input.Wrapper
      id={id}
      label={label}
      labelProps={{ className: classes.label }}
      description={props.description}
      error={props.error}
      className={classes.wrapper}
    >
      <Button
        className={classes.toggle}
        variant="subtle"
        color="gray"
        size="compact-xs"
        aria-pressed={isPreview}
        style={{ visibility: value.trim() === '' && !isPreview ? 'hidden' : undefined }}
        onClick={() => setIsPreview(!isPreview)}
      >
        {isPreview ? 'Write' : 'Preview'}
      </Button>
      {isPreview ? (
        <div className={classes.preview} style={{ minHeight: minRows * 22 + 18 }}>
          <Markdown text={value} />
        </div>
      ) : (
        <Textarea
          ref={props.ref}
          id={id}
          value={value}
          error={Boolean(props.error)}
          placeholder={props.placeholder}
          aria-required={props.isRequired}
          aria-describedby={props.error ? `${id}-error` : undefined}
          autosize
          minRows={minRows}
          maxRows={16}
          data-autofocus={props.shouldFocus || undefined}
          onChange={event => props.onChange(event.currentTarget.value)}
          onKeyDown={event => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return
            event.preventDefault()
            event.stopPropagation()
            props.onSubmit?.()
          }}
        />
      )}
    </Input.Wrapper>
  )
}
