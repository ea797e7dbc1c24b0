import type { FragmentType } from '@apollo/client'
import { Suspense, useState } from 'react'
import { useFragmentData } from '../../apollo/useFragmentData.ts'
import { lazyPart, usePreload } from '../../components/lazyPart.ts'
import type { GoalMenuFragment } from '../../gql/graphql.ts'
import { GoalMenuFragmentDoc } from './goalMenuFragment.ts'
import { MoreButton } from './MoreButton.tsx'

const OpenGoalMenu = lazyPart(() => import('./OpenGoalMenu.tsx'), 'OpenGoalMenu')

/** Rename, pause, archive, delete. The menu's code is fetched when someone reaches for it. */
export function GoalMenu({ goal }: { goal: FragmentType<GoalMenuFragment> }) {
  const { title } = useFragmentData(GoalMenuFragmentDoc, goal)
  const [isWanted, setIsWanted] = useState(false)
  usePreload(OpenGoalMenu)
  const button = (
    <MoreButton
      title={title}
      aria-expanded={false}
      onPointerEnter={OpenGoalMenu.preload}
      onFocus={OpenGoalMenu.preload}
      onClick={() => setIsWanted(true)}
    />
  )
  if (!isWanted) return button
  return (
    <Suspense fallback={button}>
      <OpenGoalMenu goal={goal} />
    </Suspense>
  )
}
