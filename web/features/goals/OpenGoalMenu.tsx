import type { FragmentType } from '@apollo/client'
import { Menu } from '@mantine/core'
import {
  IconArchive,
  IconArchiveOff,
  IconCalendarEvent,
  IconChartLine,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconSparkles,
  IconTrash,
} from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import { useFragmentData } from '../../apollo/useFragmentData.ts'
import { lazyPart, usePreload } from '../../components/lazyPart.ts'
import { MenuItemLink } from '../../components/MenuItemLink.tsx'
import type { GoalMenuFragment } from '../../gql/graphql.ts'
import { DeleteGoalDialog } from './DeleteGoalDialog.tsx'
import { GoalMenuFragmentDoc } from './goalMenuFragment.ts'
import { MoreButton } from './MoreButton.tsx'
import { RenameGoalDialog } from './RenameGoalDialog.tsx'
import { useGoalStatus } from './useGoalStatus.ts'

const GoalPlanDialog = lazyPart(() => import('./GoalPlanDialog.tsx'), 'GoalPlanDialog')
const RegenerateDialog = lazyPart(() => import('../generation/RegenerateDialog.tsx'), 'RegenerateDialog')

const icon = { size: 18, stroke: 1.75, 'aria-hidden': true }

/** Mounted by the click that opens it. */
export function OpenGoalMenu({ goal: masked }: { goal: FragmentType<GoalMenuFragment> }) {
  const goal = useFragmentData(GoalMenuFragmentDoc, masked)
  const [dialog, setDialog] = useState<'rename' | 'plan' | 'regenerate' | 'delete'>()
  const setStatus = useGoalStatus(goal)
  const canResume = goal.status === 'PAUSED' || goal.status === 'COMPLETED'
  usePreload(GoalPlanDialog, RegenerateDialog)
  const close = () => setDialog(undefined)
  return (
    <>
      <Menu defaultOpened>
        <Menu.Target>
          <MoreButton title={goal.title} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => setDialog('rename')}>
            Rename
          </Menu.Item>
          <MenuItemLink
            to="/goals/$goalId/progress"
            params={{ goalId: goal.id }}
            leftSection={<IconChartLine {...icon} />}
          >
            Progress of this goal
          </MenuItemLink>
          <Menu.Item leftSection={<IconCalendarEvent {...icon} />} onClick={() => setDialog('plan')}>
            Target date and new cards
          </Menu.Item>
          <Menu.Item leftSection={<IconSparkles {...icon} />} onClick={() => setDialog('regenerate')}>
            Make another tree
          </Menu.Item>
          {goal.status === 'ACTIVE' && (
            <Menu.Item leftSection={<IconPlayerPause {...icon} />} onClick={() => setStatus('PAUSED')}>
              Pause
            </Menu.Item>
          )}
          {canResume && (
            <Menu.Item leftSection={<IconPlayerPlay {...icon} />} onClick={() => setStatus('ACTIVE')}>
              {goal.status === 'PAUSED' ? 'Resume' : 'Reopen'}
            </Menu.Item>
          )}
          {goal.status === 'ARCHIVED' ? (
            <Menu.Item leftSection={<IconArchiveOff {...icon} />} onClick={() => setStatus('ACTIVE')}>
              Restore
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconArchive {...icon} />} onClick={() => setStatus('ARCHIVED')}>
              Archive
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash {...icon} />} onClick={() => setDialog('delete')}>
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dialog === 'rename' && <RenameGoalDialog goal={goal} onClose={close} />}
      {dialog === 'plan' && (
        <Suspense>
          <GoalPlanDialog goal={goal} onClose={close} />
        </Suspense>
      )}
      {dialog === 'regenerate' && (
        <Suspense>
          <RegenerateDialog goal={goal} onClose={close} />
        </Suspense>
      )}
      {dialog === 'delete' && <DeleteGoalDialog goal={goal} onClose={close} />}
    </>
  )
}
