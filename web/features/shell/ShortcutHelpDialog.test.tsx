import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { useShortcuts } from '../../components/useShortcuts.ts'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { PaletteByKey } from './Palette.tsx'
import { ShortcutHelpDialog } from './ShortcutHelpDialog.tsx'

const nothing = () => {}

function Page() {
  useShortcuts('Studying', [
    { keys: 'Space', label: 'Show the answer', run: nothing, isEnabled: false },
    { keys: '1', label: 'Again', run: nothing },
  ])
  return <ShortcutHelpDialog onClose={nothing} />
}

test('all keys are listed, those that do nothing just now as such, and the palette with them', async () => {
  await renderWithApp(
    <>
      <Page />
      <PaletteByKey />
    </>,
  )
  expect(await screen.findByText('Show the answer')).toHaveTextContent('Show the answer, not now')
  expect(screen.getByText('Again')).toHaveTextContent(/^Again$/)
  expect(screen.getByText('Go to a goal or a page')).toBeInTheDocument()
})
