import { Suspense, useState } from 'react'
import { lazyPart, usePreload } from '../../components/lazyPart.ts'
import { useShortcuts } from '../../components/useShortcuts.ts'

const ShortcutHelpDialog = lazyPart(() => import('./ShortcutHelpDialog.tsx'), 'ShortcutHelpDialog')

export function ShortcutHelp() {
  const [isOpen, setIsOpen] = useState(false)
  usePreload(ShortcutHelpDialog)
  useShortcuts('Anywhere', [{ keys: '?', label: 'Show all shortcuts', run: () => setIsOpen(true) }])
  if (!isOpen) return null
  return (
    <Suspense fallback={null}>
      <ShortcutHelpDialog onClose={() => setIsOpen(false)} />
    </Suspense>
  )
}
