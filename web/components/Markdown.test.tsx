import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { render, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import '../testing/renderWithApp.tsx'
import { Markdown } from './Markdown.tsx'

async function renderMarkdown(text: string) {
  const { container } = render(<Markdown text={text} />)
  await waitFor(() => expect(container.querySelector('[class*="plain"]')).toBeNull(), { timeout: 10_000 })
  return container
}

test('code and tables are shown as such', async () => {
  const container = await renderMarkdown('Run `kubectl get pods`\n\n| a | b |\n|---|---|\n| 1 | 2 |')
  expect(container.querySelector('code')).toHaveTextContent('kubectl get pods')
  expect(screen.getByRole('table')).toBeInTheDocument()
})

test('mathematics is typeset', async () => {
  const container = await renderMarkdown('The area is $\\pi r^2$.')
  expect(container.querySelector('.katex')).not.toBeNull()
})

test('mathematics is typeset by the version whose style sheet it gets', async () => {
  const styles = await readFile(createRequire(import.meta.url).resolve('katex/dist/katex.min.css'), 'utf8')
  const container = await renderMarkdown('The area is $\\pi r^2$.')
  const box = container.querySelector('.katex-html > *')
  expect(styles.includes(`.${box?.className}`), box?.className).toBe(true)
})

test('a price is no mathematics', async () => {
  const container = await renderMarkdown('It costs $5.')
  expect(container).toHaveTextContent('It costs $5.')
})

test.each([
  ['a script', '<script>alert(1)</script>text'],
  ['an event handler', '<img src=x onerror=alert(1)>text'],
  ['a script in a link', '[text](javascript:alert(1))'],
  ['a script in mathematics', 'text $\\href{javascript:alert(1)}{x}$'],
  ['a data address', '[text](data:text/html,<script>alert(1)</script>)'],
])('%s does not come through', async (_what, text) => {
  const container = await renderMarkdown(text)
  expect(container.querySelector('script, [onerror], [href^="javascript:"], [href^="data:"]')).toBeNull()
  expect(container).toHaveTextContent('text')
})

test('a tag that was typed is shown', async () => {
  const container = await renderMarkdown('What does <details> do?')
  expect(container).toHaveTextContent('What does <details> do?')
})

test('a picture of another host becomes a link', async () => {
  const container = await renderMarkdown('![A pod](https://example.org/pod.png)')
  expect(container.querySelector('img')).toBeNull()
  expect(screen.getByRole('link', { name: 'A pod' })).toHaveAttribute('href', 'https://example.org/pod.png')
})

test('links open elsewhere and say nothing of where they come from', async () => {
  await renderMarkdown('[docs](https://kubernetes.io)')
  expect(screen.getByRole('link', { name: 'docs' })).toHaveAttribute('rel', 'noopener noreferrer')
})
