import type { FragmentType } from '@apollo/client'
import { useMediaQuery } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useFragmentData } from '../../apollo/useFragmentData.ts'
import type { GoalPageFragment } from '../../gql/graphql.ts'
import { graphql } from '../../gql/index.ts'
import { GoalDrafts } from '../drafts/GoalDrafts.tsx'
import { isGrowing } from '../generation/jobState.ts'
import { TreeGeneration } from '../generation/TreeGeneration.tsx'
import { useTreeGeneration } from '../generation/useTreeGeneration.ts'
import { GoalHeader, GoalHeaderSkeleton } from './GoalHeader.tsx'
import classes from './GoalPage.module.css'
import { LazyTreeMap } from './map/LazyTreeMap.tsx'
import { TreeMapSkeleton } from './map/TreeMapSkeleton.tsx'
import { NodePanel } from './NodePanel.tsx'
import { OutlineSkeleton } from './OutlineSkeleton.tsx'
import { SkillTreeOutline } from './SkillTreeOutline.tsx'
import { TreeViewSwitch } from './TreeViewSwitch.tsx'
import { SkillTreeOutlineFragmentDoc } from './treeDocuments.ts'
import { useTreeView } from './useTreeView.ts'

export const GoalPageFragmentDoc = graphql(`
  fragment GoalPage on Goal {
    id
    title
    ...GoalHeader
    latestJob {
      id
      ...GenerationJobState @unmask
    }
    skillTree {
      id
      root {
        id
      }
      ...SkillTreeOutline
    }
  }
`)

interface GoalPageProps {
  goal: FragmentType<GoalPageFragment>
  nodeId: string | undefined
}

/** The tree, and on a wide screen beside it the node that is chosen; a narrow one has a page for it. */
export function GoalPage({ goal: masked, nodeId }: GoalPageProps) {
  const goal = useFragmentData(GoalPageFragmentDoc, masked)
  const tree = useFragmentData(SkillTreeOutlineFragmentDoc, goal.skillTree)
  const navigate = useNavigate()
  const isWide = useMediaQuery('(min-width: 64em)', undefined, { getInitialValueInEffect: false })
  const goalId = goal.id
  const isKnown = tree.nodes.some(node => node.id === nodeId)
  const job = useTreeGeneration(goalId, goal.latestJob)
  const isEmpty = tree.nodes.length === 1
  const shownId = isKnown && nodeId ? nodeId : goal.skillTree.root.id
  const { view: chosenView, choose } = useTreeView()
  // The first steps of a tree are in its outline.
  const view = isEmpty ? 'outline' : chosenView
  const TreeView = view === 'map' ? LazyTreeMap : SkillTreeOutline

  const open = (id: string) => {
    const search = { node: id, view: chosenView }
    if (isWide) navigate({ to: '/goals/$goalId', params: { goalId }, search, replace: true })
    else navigate({ to: '/goals/$goalId/nodes/$nodeId', params: { goalId, nodeId: id } })
  }

  return (
    <div className={classes.page} data-view={view}>
      <GoalHeader goal={goal} />
      {job && <TreeGeneration goal={goal} job={job} isEmpty={isEmpty} />}
      {!isGrowing(job) && <GoalDrafts goalId={goalId} rootId={goal.skillTree.root.id} nodes={tree.nodes} />}
      <div className={classes.columns}>
        <section className={classes.tree} aria-label="Skill tree">
          {(!isEmpty || isGrowing(job)) && <TreeViewSwitch view={view} onChoose={choose} />}
          <TreeView tree={goal.skillTree} selectedId={isWide ? shownId : undefined} onOpen={open} job={job} />
        </section>
        {isWide && (
          <aside className={classes.panel} aria-label="Chosen topic">
            <NodePanel nodeId={shownId} tree={tree} headingOrder={2} />
          </aside>
        )}
      </div>
    </div>
  )
}

export function GoalPageSkeleton() {
  const { view } = useTreeView()
  return (
    <div className={classes.page} data-view={view} role="status" aria-label="Loading the goal" aria-busy>
      <GoalHeaderSkeleton />
      <div className={classes.columns}>{view === 'map' ? <TreeMapSkeleton /> : <OutlineSkeleton />}</div>
    </div>
  )
}
