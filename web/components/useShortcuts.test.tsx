import { fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import '../testing/renderWithApp.tsx'
import { useShortcutGroups, useShortcuts } from './useShortcuts.ts'

function Keys({ title = 'Study', run, isEnabled }: { title?: string; run: () => void; isEnabled?: boolean }) {
  useShortcuts(title, [{ keys: 'Space', label: 'Flip', run, isEnabled }])
  return <input aria-label="Field" />
}

function Help() {
  return useShortcutGroups().map(group => <p key={group.title}>{group.title}</p>)
}

test('a key runs its shortcut while the component is there', async () => {
  const run = vi.fn()
  const { unmount } = render(<Keys run={run} />)
  await userEvent.keyboard(' ')
  unmount()
  await userEvent.keyboard(' ')
  expect(run).toHaveBeenCalledTimes(1)
})

test('typing into a field is not a shortcut', async () => {
  const run = vi.fn()
  render(<Keys run={run} />)
  await userEvent.type(screen.getByLabelText('Field'), ' ')
  expect(run).not.toHaveBeenCalled()
})

test('nothing fires behind an open dialog, or when switched off', () => {
  const run = vi.fn()
  const { rerender } = render(
    <>
      <Keys run={run} />
      <div role="dialog" aria-modal="true" />
    </>,
  )
  fireEvent.keyDown(document.body, { key: ' ' })
  rerender(<Keys run={run} isEnabled={false} />)
  fireEvent.keyDown(document.body, { key: ' ' })
  expect(run).not.toHaveBeenCalled()
})

test('the newest component wins, and all are listed', () => {
  const older = vi.fn()
  const newer = vi.fn()
  render(
    <>
      <Keys title="Page" run={older} />
      <Keys title="Panel" run={newer} />
      <Help />
    </>,
  )
  fireEvent.keyDown(document.body, { key: ' ' })
  expect(newer).toHaveBeenCalledOnce()
  expect(older).not.toHaveBeenCalled()
  expect(screen.getByText('Page')).toBeInTheDocument()
  expect(screen.getByText('Panel')).toBeInTheDocument()
})
