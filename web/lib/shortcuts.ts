export interface Shortcut {
  /** As shown and as matched: `Space`, `1`, `Z`, `Shift+A`, `Alt+ArrowUp`, `Mod+K` (Ctrl, or ⌘ on a Mac). */
  keys: string
  label: string
  run: (event: KeyboardEvent) => void
  isEnabled?: boolean
}

export interface ShortcutGroup {
  title: string
  shortcuts: Shortcut[]
}

type KeyFacts = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>

export const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)

/** Whether a pressed key is the one a shortcut names. Shift counts only for letters and named keys: `?` needs it to be typed. */
export function matchesKeys(event: KeyFacts, keys: string): boolean {
  const parts = splitKeys(keys)
  const wanted = parts.at(-1) ?? ''
  const modifiers = new Set(parts.slice(0, -1))
  const key = event.key === ' ' ? 'Space' : event.key
  if (key.toLowerCase() !== wanted.toLowerCase()) return false
  if ((event.ctrlKey || event.metaKey) !== modifiers.has('Mod')) return false
  if (event.altKey !== modifiers.has('Alt')) return false
  const isSymbol = wanted.length === 1 && !/[a-z]/i.test(wanted)
  return isSymbol || event.shiftKey === modifiers.has('Shift')
}

/** The keys as they are printed on the keyboard. */
export function printKeys(keys: string): string[] {
  const names: Record<string, string> = {
    Mod: isMac ? '⌘' : 'Ctrl',
    ArrowUp: '↑',
    ArrowDown: '↓',
    ArrowLeft: '←',
    ArrowRight: '→',
    Escape: 'Esc',
    '-': '−',
  }
  return splitKeys(keys).map(key => names[key] ?? key)
}

/** The plus between keys may be a key itself. */
function splitKeys(keys: string): string[] {
  return keys === '+' ? ['+'] : keys.split('+')
}

const typingSelector =
  'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="combobox"]'
const pressableSelector =
  'button, a[href], summary, input[type="checkbox"], [role="switch"], [role="menuitem"], [role="option"]'

/** A key typed into a field, or pressing the focused button, is not a shortcut. */
export function isKeyTaken(event: Pick<KeyboardEvent, 'key' | 'target'>): boolean {
  const target = event.target
  if (!(target instanceof Element)) return false
  if (target.closest(typingSelector)) return true
  return (event.key === ' ' || event.key === 'Enter') && target.closest(pressableSelector) !== null
}
