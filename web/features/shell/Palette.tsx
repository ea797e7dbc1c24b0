import { Suspense, useState } from 'react'
import { lazyPart, usePreload } from '../../components/lazyPart.ts'
import { useShortcuts } from '../../components/useShortcuts.ts'

const PaletteDialog = lazyPart(() => import('./PaletteDialog.tsx'), 'PaletteDialog')

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

/** The palette where no shell offers it: by its key alone. */
export function PaletteByKey() {
  return <Palette state={usePalette()} />
}

/** The palette's code is fetched when it is first opened. */
export function Palette({ state }: { state: PaletteState }) {
  usePreload(PaletteDialog)
  if (!state.isOpen) return null
  return (
    <Suspense fallback={null}>
      <PaletteDialog onClose={state.close} />
    </Suspense>
  )
}
