import { lazy, Suspense, useState } from 'react'
import { useShortcuts } from '../../components/useShortcuts.ts'

const ShortcutHelpDialog = lazy(() =>
  import('./ShortcutHelpDialog.tsx').then(module => ({ default: module.ShortcutHelpDialog })),
)

export function ShortcutHelp() {
  const [isOpen, setIsOpen] = useState(false)
  useShortcuts('Anywhere', [{ keys: '?', label: 'Show all shortcuts', run: () => setIsOpen(true) }])
  if (!isOpen) return null
  return (
    <Suspense fallback={null}>
      <ShortcutHelpDialog onClose={() => setIsOpen(false)} />
    </Suspense>
  )
}
