import { Menu } from '@mantine/core'
import {
  IconArrowDown,
  IconArrowUp,
  IconDots,
  IconIndentDecrease,
  IconIndentIncrease,
  IconListTree,
  IconPencil,
  IconPlayerPlay,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react'
import classes from './Outline.module.css'
import type { MoveDirection } from './outlineMoves.ts'
import type { TreeNode } from './treeActions.ts'

export type RowCommand = 'study' | 'add' | 'addOutline' | 'rename' | 'delete' | MoveDirection

interface OutlineRowMenuProps {
  node: TreeNode
  canHaveChildren: boolean
  onCommand: (command: RowCommand) => void
  onClose: () => void
}

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true }

/** Everything that can be done with a node, for those without a keyboard or a mouse to drag with. */
export function OutlineRowMenu({ node, canHaveChildren, onCommand, onClose }: OutlineRowMenuProps) {
  const readyCount = node.due.now + node.due.new
  const isRoot = node.depth === 0
  return (
    // A chosen item closes it by what it does: `onClose` would take the focus from a field that opens.
    <Menu opened onChange={isOpen => !isOpen && onClose()} closeOnItemClick={false} width={220}>
      <Menu.Target>
        <button type="button" className={classes.button} aria-label={`More for ${node.title}`}>
          <IconDots size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {readyCount > 0 && (
          <Menu.Item leftSection={<IconPlayerPlay {...icon} />} onClick={() => onCommand('study')}>
            Study this branch
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => onCommand('rename')}>
          Rename
        </Menu.Item>
        {canHaveChildren && (
          <>
            <Menu.Item leftSection={<IconPlus {...icon} />} onClick={() => onCommand('add')}>
              Add under it
            </Menu.Item>
            <Menu.Item leftSection={<IconListTree {...icon} />} onClick={() => onCommand('addOutline')}>
              Add an outline…
            </Menu.Item>
          </>
        )}
        {!isRoot && (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconArrowUp {...icon} />} onClick={() => onCommand('up')}>
              Move up
            </Menu.Item>
            <Menu.Item leftSection={<IconArrowDown {...icon} />} onClick={() => onCommand('down')}>
              Move down
            </Menu.Item>
            <Menu.Item leftSection={<IconIndentDecrease {...icon} />} onClick={() => onCommand('left')}>
              Move out
            </Menu.Item>
            <Menu.Item leftSection={<IconIndentIncrease {...icon} />} onClick={() => onCommand('right')}>
              Move in
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item color="red" leftSection={<IconTrash {...icon} />} onClick={() => onCommand('delete')}>
              Delete…
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
