import { lazy, Suspense, useState } from 'react'
import { useShortcuts } from '../../components/useShortcuts.ts'

const PaletteDialog = lazy(() =>
  import('./PaletteDialog.tsx').then(module => ({ default: module.PaletteDialog })),
)

export interface PaletteState {
  isOpen: boolean
  open: () => void
  close: () => void
}

export function usePalette(): PaletteState {
  const [isOpen, setIsOpen] = useState(false)
  useShortcuts('Anywhere', [
    { keys: 'Mod+K', label: 'Go to a goal or a page', run: () => setIsOpen(value => !value) },
  ])
  return { isOpen, open: () => setIsOpen(true), close: () => setIsOpen(false) }
}

/** The palette's code is fetched when it is first opened. */
export function Palette({ state }: { state: PaletteState }) {
  if (!state.isOpen) return null
  return (
    <Suspense fallback={null}>
      <PaletteDialog onClose={state.close} />
    </Suspense>
  )
}
