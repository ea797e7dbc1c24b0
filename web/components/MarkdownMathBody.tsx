import 'katex/dist/katex.min.css'
import ReactMarkdown from 'react-markdown'
import rehypeKatex from 'rehype-katex'
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import { markdownComponents } from './MarkdownBody.tsx'
import { showHtmlAsText } from './showHtmlAsText.ts'

/** Lets the marks of remark-math through; KaTeX runs after it, on text that is already clean. */
const mathSchema = {
  ...defaultSchema,
  attributes: {
    ...defaultSchema.attributes,
    code: [
      ...(defaultSchema.attributes?.code ?? []),
      ['className', 'math-inline', 'math-display', /^language-./],
    ],
  },
} satisfies typeof defaultSchema

export function MarkdownMathBody({ text }: { text: string }) {
  return (
    <ReactMarkdown
      remarkPlugins={[remarkGfm, [remarkMath, { singleDollarTextMath: true }]]}
      rehypePlugins={[
        showHtmlAsText,
        [rehypeSanitize, mathSchema],
        [rehypeKatex, { trust: false, strict: 'ignore', throwOnError: false, maxExpand: 200 }],
      ]}
      components={markdownComponents}
    >
      {text}
    </ReactMarkdown>
  )
}
