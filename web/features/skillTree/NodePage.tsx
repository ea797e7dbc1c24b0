import type { FragmentType } from '@apollo/client'
import { useFragmentData } from '../../apollo/useFragmentData.ts'
import { usePageTitle } from '../../components/usePageTitle.ts'
import type { SkillTreeOutlineFragment } from '../../gql/graphql.ts'
import classes from './NodePage.module.css'
import { NodePanel, NodePanelSkeleton } from './NodePanel.tsx'
import { SkillTreeOutlineFragmentDoc } from './treeDocuments.ts'

interface NodePageProps {
  nodeId: string
  title: string
  tree: FragmentType<SkillTreeOutlineFragment>
}

export function NodePage({ nodeId, title, tree: masked }: NodePageProps) {
  const tree = useFragmentData(SkillTreeOutlineFragmentDoc, masked)
  usePageTitle(title)
  return (
    <div className={classes.page}>
      <NodePanel nodeId={nodeId} tree={tree} headingOrder={1} />
    </div>
  )
}

export function NodePageSkeleton() {
  return (
    <div className={classes.page}>
      <NodePanelSkeleton />
    </div>
  )
}
