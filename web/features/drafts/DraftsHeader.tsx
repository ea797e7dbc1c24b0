import { ActionIcon, Button, Group, Menu, NativeSelect, Text, Title } from '@mantine/core'
import { IconChecks, IconDots, IconSparkles, IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { BackLink } from '../../components/BackLink.tsx'
import { printKeys } from '../../lib/shortcuts.ts'
import { StudyButton } from '../skillTree/StudyButton.tsx'
import classes from './DraftsHeader.module.css'
import type { PlaceOption } from './draftPlaces.ts'

interface DraftsHeaderProps {
  goal: { id: string; title: string; cardCount: number }
  nodeId: string | undefined
  /** Branches that have drafts. */
  options: PlaceOption[]
  /** In words: `12 drafts wait for your decision` */
  state: string
  /** None of a goal that is paused or archived. */
  readyCount: number
  canDecide: boolean
  isDecidingAll: boolean
  onApproveAll: () => void
  onDiscardAll: () => void
  onGenerate: () => void
}

export function DraftsHeader({ goal, nodeId, options, ...props }: DraftsHeaderProps) {
  const navigate = useNavigate()
  const choose = (id: string) =>
    navigate({
      to: '/goals/$goalId/drafts',
      params: { goalId: goal.id },
      search: { node: id || undefined },
      replace: true,
    })
  return (
    <header className={classes.header}>
      <BackLink to="/goals/$goalId" params={{ goalId: goal.id }}>
        {goal.title}
      </BackLink>
      <div className={classes.row}>
        <div className={classes.text}>
          <Title order={1}>Drafts</Title>
          <Text c="dimmed" size="sm" className="tabular">
            {props.state}
          </Text>
        </div>
        <Group gap={8} className={classes.actions}>
          {props.readyCount > 0 && (
            <StudyButton
              goalId={goal.id}
              label="Study now"
              readyCount={props.readyCount}
              cardCount={goal.cardCount}
            />
          )}
          {props.canDecide && (
            <Button
              variant="light"
              leftSection={<IconChecks size={18} aria-hidden />}
              title={printKeys('Shift+A').join(' + ')}
              loading={props.isDecidingAll}
              onClick={props.onApproveAll}
            >
              Approve all
            </Button>
          )}
          <Menu width={220}>
            <Menu.Target>
              <ActionIcon
                variant="default"
                size={36}
                className={classes.more}
                aria-label="More for these drafts"
              >
                <IconDots size={18} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconSparkles size={16} aria-hidden />} onClick={props.onGenerate}>
                Generate cards
              </Menu.Item>
              {props.canDecide && (
                <Menu.Item
                  color="red"
                  leftSection={<IconTrash size={16} aria-hidden />}
                  onClick={props.onDiscardAll}
                >
                  Discard all
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        </Group>
      </div>
      {(options.length > 1 || nodeId) && (
        <NativeSelect
          className={classes.filter}
          aria-label="Topic"
          data={[{ value: '', label: 'All topics' }, ...options]}
          value={nodeId ?? ''}
          onChange={event => choose(event.currentTarget.value)}
        />
      )}
    </header>
  )
}
