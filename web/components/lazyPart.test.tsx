import { render, screen } from '@testing-library/react'
import { Suspense } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import '../testing/renderWithApp.tsx'
import { lazyPart, usePreload } from './lazyPart.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function Page({ part: Part, isOpen = false }: { part: ReturnType<typeof partOf>; isOpen?: boolean }) {
  usePreload(Part)
  return <Suspense fallback="fetching">{isOpen && <Part />}</Suspense>
}

const partOf = (load: () => Promise<{ Dialog: () => string }>) => lazyPart(load, 'Dialog')
const module = { Dialog: () => 'the dialog' }

test('a part is fetched once the page has settled, not before', async () => {
  const load = vi.fn(async () => module)
  render(<Page part={partOf(load)} />)
  await vi.advanceTimersByTimeAsync(1900)
  expect(load).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(200)
  expect(load).toHaveBeenCalledOnce()
})

test('a page that is left fetches nothing more', async () => {
  const load = vi.fn(async () => module)
  render(<Page part={partOf(load)} />).unmount()
  await vi.advanceTimersByTimeAsync(5000)
  expect(load).not.toHaveBeenCalled()
})

test('a part that could not be fetched ahead leaves the page as it is, and opens later', async () => {
  const load = vi.fn(async () => module).mockRejectedValueOnce(new TypeError('Failed to fetch'))
  const part = partOf(load)
  const { rerender } = render(<Page part={part} />)
  await vi.advanceTimersByTimeAsync(2100)
  vi.useRealTimers()
  rerender(<Page part={part} isOpen />)
  expect(await screen.findByText('the dialog')).toBeInTheDocument()
})
