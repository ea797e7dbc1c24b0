import type { ComponentProps } from 'react'
import ReactMarkdown, { type Components } from 'react-markdown'
import rehypeSanitize from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import { showHtmlAsText } from './showHtmlAsText.ts'

/** Nothing is loaded from another host: a picture is offered as a link. */
export const markdownComponents: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  ),
  img: ({ src, alt }) => (
    <a href={typeof src === 'string' ? src : undefined} target="_blank" rel="noopener noreferrer">
      {alt || 'Picture'}
    </a>
  ),
  pre: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines of code must be scrollable by keyboard
    <pre tabIndex={0}>{children}</pre>
  ),
  table: (props: ComponentProps<'table'>) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrollable by keyboard
    <section tabIndex={0} aria-label="Table" data-scroll>
      <table>{props.children}</table>
    </section>
  ),
}

export function MarkdownBody({ text }: { text: string }) {
  return (
    <ReactMarkdown
      remarkPlugins={[remarkGfm]}
      rehypePlugins={[showHtmlAsText, rehypeSanitize]}
      components={markdownComponents}
    >
      {text}
    </ReactMarkdown>
  )
}
