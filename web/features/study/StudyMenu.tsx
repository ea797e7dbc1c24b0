import { ActionIcon, Kbd, Menu } from '@mantine/core'
import {
  IconArrowBackUp,
  IconDots,
  IconFlagCheck,
  IconHistory,
  IconPencil,
  IconPlayerPause,
  IconRotate,
} from '@tabler/icons-react'
import classes from './StudyMenu.module.css'

interface StudyMenuProps {
  canUndo: boolean
  undo: () => void
  edit: () => void
  suspend: () => void
  showHistory: () => void
  /** A new card has nothing to forget. */
  canReset: boolean
  reset: () => void
  end: () => void
  /** The focus goes back to the card: Space then shows its answer, not the menu again. */
  onClosed: () => void
}

const icon = { size: 18, stroke: 1.75, 'aria-hidden': true }

export function StudyMenu(props: StudyMenuProps) {
  const { canUndo, undo, edit, suspend, showHistory, canReset, reset, end, onClosed } = props
  return (
    <Menu width={220} classNames={{ item: classes.item }} returnFocus={false} onClose={onClosed}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={44} aria-label="More">
          <IconDots size={22} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconArrowBackUp {...icon} />}
          rightSection={<Kbd size="xs">Z</Kbd>}
          disabled={!canUndo}
          onClick={undo}
        >
          Undo
        </Menu.Item>
        <Menu.Item
          leftSection={<IconPencil {...icon} />}
          rightSection={<Kbd size="xs">E</Kbd>}
          onClick={edit}
        >
          Edit card
        </Menu.Item>
        <Menu.Item
          leftSection={<IconPlayerPause {...icon} />}
          rightSection={<Kbd size="xs">S</Kbd>}
          onClick={suspend}
        >
          Suspend card
        </Menu.Item>
        <Menu.Item leftSection={<IconHistory {...icon} />} onClick={showHistory}>
          History
        </Menu.Item>
        <Menu.Item leftSection={<IconRotate {...icon} />} disabled={!canReset} onClick={reset}>
          Reset card…
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconFlagCheck {...icon} />}
          rightSection={<Kbd size="xs">Esc</Kbd>}
          onClick={end}
        >
          End session
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
