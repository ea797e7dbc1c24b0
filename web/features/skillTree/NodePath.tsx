import { IconChevronLeft } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import classes from './NodePanel.module.css'
import { listPath, readOutline } from './outline.ts'
import type { TreeNode } from './treeActions.ts'

interface NodePathProps {
  nodes: readonly TreeNode[]
  goalId: string
  nodeId: string
  isPage: boolean
}

/** The way from the goal to the node; on a page of its own it also leads back. */
export function NodePath({ nodes, goalId, nodeId, isPage }: NodePathProps) {
  const above = listPath(readOutline(nodes), nodeId).slice(0, -1)
  if (above.length === 0 && !isPage) return null
  return (
    <nav aria-label="Path" className={classes.path}>
      {isPage && <IconChevronLeft size={16} aria-hidden className={classes.backIcon} />}
      {above.map((node, index) => (
        <Fragment key={node.id}>
          {index > 0 && <span aria-hidden>/</span>}
          {node.depth === 0 ? (
            <Link to="/goals/$goalId" params={{ goalId }} className={classes.pathLink} dir="auto">
              {node.title}
            </Link>
          ) : isPage ? (
            <Link
              to="/goals/$goalId/nodes/$nodeId"
              params={{ goalId, nodeId: node.id }}
              className={classes.pathLink}
              dir="auto"
            >
              {node.title}
            </Link>
          ) : (
            <Link
              to="/goals/$goalId"
              params={{ goalId }}
              search={{ node: node.id }}
              className={classes.pathLink}
              dir="auto"
            >
              {node.title}
            </Link>
          )}
        </Fragment>
      ))}
      {above.length === 0 && (
        <Link to="/goals/$goalId" params={{ goalId }} className={classes.pathLink}>
          Back to the goal
        </Link>
      )}
    </nav>
  )
}
