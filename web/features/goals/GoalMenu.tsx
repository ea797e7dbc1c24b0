import type { FragmentType } from '@apollo/client'
import { lazy, Suspense, useState } from 'react'
import { useFragmentData } from '../../apollo/useFragmentData.ts'
import type { GoalMenuFragment } from '../../gql/graphql.ts'
import { GoalMenuFragmentDoc } from './goalMenuFragment.ts'
import { MoreButton } from './MoreButton.tsx'

const loadMenu = () => import('./OpenGoalMenu.tsx').then(module => ({ default: module.OpenGoalMenu }))
const OpenGoalMenu = lazy(loadMenu)

/** Rename, pause, archive, delete. The menu's code is fetched when someone reaches for it. */
export function GoalMenu({ goal }: { goal: FragmentType<GoalMenuFragment> }) {
  const { title } = useFragmentData(GoalMenuFragmentDoc, goal)
  const [isWanted, setIsWanted] = useState(false)
  const button = (
    <MoreButton
      title={title}
      aria-expanded={false}
      onPointerEnter={loadMenu}
      onFocus={loadMenu}
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
