import { useEffect, useRef, useSyncExternalStore } from 'react'
import { isKeyTaken, matchesKeys, type Shortcut, type ShortcutGroup } from '../lib/shortcuts.ts'

let groups: ReadonlyArray<{ current: ShortcutGroup }> = []
const listeners = new Set<() => void>()

function changeGroups(next: typeof groups) {
  groups = next
  for (const listener of listeners) listener()
}

function isDialogOpen(): boolean {
  return (
    document.querySelector('[role="dialog"][aria-modal="true"], [role="alertdialog"], [role="menu"]') !== null
  )
}

/** As the key went down: the Escape that closes a dialog has closed it before it gets to `onKeyDown`. */
let wasDialogOpen = false
function beforeKeyDown() {
  wasDialogOpen = isDialogOpen()
}

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing) return
  const isPlain = !(event.ctrlKey || event.metaKey)
  if (isPlain && (isKeyTaken(event) || wasDialogOpen)) return
  for (const { current } of groups.toReversed()) {
    const shortcut = current.shortcuts.find(
      candidate => candidate.isEnabled !== false && matchesKeys(event, candidate.keys),
    )
    if (!shortcut) continue
    event.preventDefault()
    shortcut.run(event)
    return
  }
}

/**
 * Keys that work while the component is mounted, listed under `title` in the help that `?` opens. The newest
 * component wins when two claim a key. Nothing fires while typing or while a dialog is open.
 */
export function useShortcuts(title: string, shortcuts: Shortcut[]) {
  const group = useRef<ShortcutGroup>({ title, shortcuts })
  group.current = { title, shortcuts }
  useEffect(() => {
    if (groups.length === 0) {
      window.addEventListener('keydown', beforeKeyDown, true)
      window.addEventListener('keydown', onKeyDown)
    }
    changeGroups([...groups, group])
    return () => {
      changeGroups(groups.filter(other => other !== group))
      if (groups.length > 0) return
      window.removeEventListener('keydown', beforeKeyDown, true)
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [])
}

/** Every shortcut of what is mounted, also those that are off just now, for the help dialog. */
export function useShortcutGroups(): ShortcutGroup[] {
  const current = useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => groups,
  )
  return current.map(group => group.current)
}
