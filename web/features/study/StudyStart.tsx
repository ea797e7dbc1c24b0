import { ActionIcon, Group, Menu, Text } from '@mantine/core'
import {
  IconArrowsShuffle,
  IconCards,
  IconCheck,
  IconChevronDown,
  IconListLetters,
  IconStopwatch,
} from '@tabler/icons-react'
import { useState } from 'react'
import { ButtonLink } from '../../components/ButtonLink.tsx'
import { MenuItemLink } from '../../components/MenuItemLink.tsx'
import classes from './StudyStart.module.css'
import { readLastMode, studyModes } from './studyModes.ts'
import type { StudyScope } from './studyScope.ts'
import { useCanStudyAhead } from './useCanStudyAhead.ts'

interface StudyStartProps {
  scope: Pick<StudyScope, 'goalId' | 'nodeId'>
  label: string
  /** None: studying ahead is what is left, unless all was answered today. */
  readyCount: number
  size?: 'sm' | 'lg'
  className?: string
}

const limits = [10, 20, 50]
const icon = { size: 20, stroke: 1.75, 'aria-hidden': true }
const modeIcons = {
  FLASHCARD: <IconCards {...icon} />,
  MULTIPLE_CHOICE: <IconListLetters {...icon} />,
  TIMED: <IconStopwatch {...icon} />,
  MIXED: <IconArrowsShuffle {...icon} />,
}

/** Study, in the usual mode, and beside it how and how much. */
export function StudyStart({ scope, label, readyCount, size = 'sm', className }: StudyStartProps) {
  const [lastMode, setLastMode] = useState(readLastMode)
  const isAhead = readyCount === 0
  const [wasOpened, setWasOpened] = useState(false)
  const canGoAhead = useCanStudyAhead(scope, isAhead || wasOpened)
  const main = isAhead ? { ...scope, ahead: true } : scope
  const variant = isAhead ? 'default' : 'filled'
  // There mostly is one, so the button does not wait for the answer.
  if (isAhead && canGoAhead === false) return null
  const open = () => {
    setLastMode(readLastMode())
    setWasOpened(true)
  }
  const canChooseAhead = !isAhead && canGoAhead === true
  const smaller = limits.filter(limit => limit < readyCount)
  return (
    <Group gap={isAhead ? 0 : 1} wrap="nowrap" className={`${classes.group} ${className ?? ''}`}>
      <ButtonLink to="/study" search={main} variant={variant} size={size} className={classes.main}>
        {isAhead ? 'Study ahead' : label}
      </ButtonLink>
      <Menu width={300} withinPortal={false} onOpen={open}>
        <Menu.Target>
          <ActionIcon
            size={size === 'lg' ? 50 : 36}
            variant={variant}
            className={classes.more}
            data-ahead={isAhead || undefined}
            aria-label="How to study"
          >
            <IconChevronDown size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {studyModes.map(({ mode, label: name, description }) => (
            <MenuItemLink
              key={mode}
              to="/study"
              search={{ ...main, mode }}
              leftSection={modeIcons[mode]}
              rightSection={
                mode === lastMode && (
                  <>
                    <IconCheck size={16} stroke={2} aria-hidden />
                    <span className="visuallyHidden">, the usual</span>
                  </>
                )
              }
            >
              {name}
              <Text component="span" size="xs" c="dimmed" display="block">
                {description}
              </Text>
            </MenuItemLink>
          ))}
          {(canChooseAhead || smaller.length > 0) && <Menu.Divider />}
          {smaller.map(limit => (
            <MenuItemLink key={limit} to="/study" search={{ ...scope, limit }}>
              {limit} cards only
            </MenuItemLink>
          ))}
          {canChooseAhead && (
            <MenuItemLink to="/study" search={{ ...scope, ahead: true }}>
              Study ahead
            </MenuItemLink>
          )}
        </Menu.Dropdown>
      </Menu>
    </Group>
  )
}
