import { IconToggleLeft } from '@tabler/icons-react'
import type { Node, NodeProps } from '@xyflow/react'
import { memo } from 'react'
import { pluralize } from '../../../lib/formatTime.ts'
import { masteryLevel } from '../../progress/treeHeat.ts'
import type { TreeNode } from '../treeActions.ts'
import classes from './TreeMap.module.css'

export interface TileData extends Record<string, unknown> {
  node: TreeNode
  isOffAbove: boolean
  hasChildren: boolean
  isExpanded: boolean
  /** Nodes under it, on all levels. */
  belowCount: number
  /** The one tile in the page's tab order. */
  isActive: boolean
  isSelected: boolean
}

export type TileNode = Node<TileData, 'tile'>

/**
 * One node: filled by its mastery, with the number. Clicks and keys are handled by the map around it, which
 * finds the tile by `data-node-id` and what was meant by `data-action`.
 */
export const MapTile = memo(function MapTile({ data }: NodeProps<TileNode>) {
  const { node, isOffAbove, hasChildren, isExpanded, belowCount } = data
  const isOff = isOffAbove || !node.isEnabled
  return (
    <div
      className={classes.tile}
      data-level={masteryLevel({ ...node, isEnabled: !isOff })}
      data-depth={node.depth}
      data-branch={hasChildren || undefined}
      data-selected={data.isSelected || undefined}
    >
      <button
        type="button"
        id={tileElementId(node.id)}
        className={classes.face}
        data-node-id={node.id}
        data-action="open"
        tabIndex={data.isActive ? 0 : -1}
        aria-current={data.isSelected || undefined}
        aria-expanded={hasChildren ? isExpanded : undefined}
      >
        <span className={classes.title} title={node.title} dir="auto">
          {node.title}
        </span>{' '}
        <TileFigures node={node} isOffAbove={isOffAbove} />
      </button>
      {hasChildren && (
        <button
          type="button"
          className={classes.fold}
          data-node-id={node.id}
          data-action="fold"
          tabIndex={-1}
          aria-label={
            isExpanded ? `Close ${node.title}` : `Open ${node.title}: ${pluralize(belowCount, 'topic')}`
          }
        >
          <span aria-hidden>{isExpanded ? '−' : belowCount}</span>
        </button>
      )}
    </div>
  )
})

/** What is hidden from the eye is seen by it: the scale, the icon. The spaces are for the ear. */
function TileFigures({ node, isOffAbove }: Pick<TileData, 'node' | 'isOffAbove'>) {
  const isOff = isOffAbove || !node.isEnabled
  const readyCount = node.due.now + node.due.new
  const isEmpty = node.subtreeCardCount === 0
  const figures = isEmpty ? (
    <span className={classes.none}>no cards</span>
  ) : (
    <>
      <span className={classes.mastery}>{node.masteryPercentage} %</span>{' '}
      <span className="visuallyHidden">mastered {pluralize(node.subtreeCardCount, 'card')}</span>
    </>
  )
  if (isOff) {
    return (
      <span className={classes.facts}>
        <IconToggleLeft size={18} stroke={1.75} aria-hidden />
        <span className="visuallyHidden">
          {figures}, {node.isEnabled ? 'off with the branch above' : 'switched off'}
        </span>
      </span>
    )
  }
  return (
    <span className={classes.facts}>
      <span>{figures}</span> {readyCount > 0 && <span>{readyCount} ready</span>}
    </span>
  )
}

export function tileElementId(nodeId: string): string {
  return `map-${nodeId}`
}
