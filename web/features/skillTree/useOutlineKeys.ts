import { type KeyboardEvent, useRef } from 'react'
import type { RowCommand } from './OutlineRowMenu.tsx'
import type { OutlineRow } from './outline.ts'
import { findByTyping, type KeyStep, stepByKey } from './outlineKeys.ts'
import type { MoveDirection } from './outlineMoves.ts'
import type { TreeNode } from './treeActions.ts'

interface KeyPorts {
  rows: readonly OutlineRow<TreeNode>[]
  onStep: (step: KeyStep) => void
  onOpen: (id: string) => void
  onMenu: (id: string) => void
  onCommand: (id: string, command: RowCommand) => void
}

/** Letters typed within this time are one word. */
const TYPING_PAUSE_MS = 600

const directions: Record<string, MoveDirection> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

/**
 * Keys of the tree while a row has the focus; in a row's own buttons and fields they keep their meaning.
 */
export function useOutlineKeys({ rows, onStep, onOpen, onMenu, onCommand }: KeyPorts) {
  const typing = useRef({ text: '', atMs: 0 })

  return (event: KeyboardEvent<HTMLElement>) => {
    const element = event.target as HTMLElement
    const id = element.dataset.nodeId
    if (!id || event.ctrlKey || event.metaKey) return

    const done = () => {
      event.preventDefault()
      event.stopPropagation()
    }
    const direction = directions[event.key]
    if (event.altKey) {
      if (!direction) return
      done()
      return onCommand(id, direction)
    }
    if (event.key === 'Enter' || event.key === ' ') {
      done()
      return onOpen(id)
    }
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      done()
      return onMenu(id)
    }
    const command = commandByKey(event.key)
    if (command) {
      done()
      return onCommand(id, command)
    }
    const step = stepByKey(rows, id, event.key)
    if (step) {
      done()
      return onStep(step)
    }
    if (!isLetter(event.key)) return
    const isSameWord = event.timeStamp - typing.current.atMs < TYPING_PAUSE_MS
    const text = (isSameWord ? typing.current.text : '') + event.key
    typing.current = { text, atMs: event.timeStamp }
    const focusId = findByTyping(rows, id, text)
    // A letter never scrolls or opens the help while it is meant for the tree.
    done()
    if (focusId) onStep({ focusId })
  }
}

function commandByKey(key: string): RowCommand | undefined {
  if (key === 'F2') return 'rename'
  if (key === 'Delete') return 'delete'
  if (key === 'Insert') return 'add'
  return undefined
}

function isLetter(key: string): boolean {
  return /^[\p{L}\p{N}]$/u.test(key)
}
