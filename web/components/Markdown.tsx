import { type ComponentType, useEffect, useState } from 'react'
import classes from './Markdown.module.css'

type Body = ComponentType<{ text: string }>
type Kind = 'text' | 'math'

/** Each on its own, since Vite takes a `.then` at the import itself for a part of it. */
const loadText = () => import('./MarkdownBody.tsx')
const loadMath = () => import('./MarkdownMathBody.tsx')
const load: Record<Kind, () => Promise<Body>> = {
  text: () => loadText().then(module => module.MarkdownBody),
  math: () => loadMath().then(module => module.MarkdownMathBody),
}

const loaded = new Map<Kind, Body>()
const retryMs = 3000
const mayHoldMath = /\$[^$]+\$/s

interface MarkdownProps {
  text: string
  className?: string
}

/** Sanitised Markdown. The renderer, and the mathematics, are fetched only where they are needed. */
export function Markdown({ text, className }: MarkdownProps) {
  const Body = useBody(mayHoldMath.test(text) ? 'math' : 'text')
  return (
    <div className={className ? `${classes.markdown} ${className}` : classes.markdown}>
      {Body ? <Body text={text} /> : <p className={classes.plain}>{text}</p>}
    </div>
  )
}

/** The renderer once it is here. Without a connection it is tried again, and the plain text stays. */
function useBody(kind: Kind): Body | undefined {
  const [, redraw] = useState(0)
  useEffect(() => {
    if (loaded.has(kind)) return
    let isGone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const fetchBody = () => {
      load[kind]().then(
        body => {
          loaded.set(kind, body)
          if (!isGone) redraw(count => count + 1)
        },
        () => {
          if (!isGone) timer = setTimeout(fetchBody, retryMs)
        },
      )
    }
    fetchBody()
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [kind])
  return loaded.get(kind)
}
