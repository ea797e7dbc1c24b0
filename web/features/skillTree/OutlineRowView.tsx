import { IconChevronRight, IconDots, IconGripVertical, IconPlus } from '@tabler/icons-react'
import { type CSSProperties, memo } from 'react'
import { pluralize } from '../../lib/formatTime.ts'
import { InlineTitle } from './InlineTitle.tsx'
import classes from './Outline.module.css'
import { OutlineRowMenu, type RowCommand } from './OutlineRowMenu.tsx'
import type { OutlineRow } from './outline.ts'
import type { DropZone } from './outlineMoves.ts'
import type { TreeNode } from './treeActions.ts'

type RowFacts = Omit<OutlineRow<TreeNode>, 'parentId'>

interface OutlineRowViewProps extends RowFacts {
  /** The one row in the page's tab order. */
  isActive: boolean
  isSelected: boolean
  isRenaming: boolean
  isMenuOpen: boolean
  isDragged: boolean
  dropZone?: DropZone
  canHaveChildren: boolean
  onRename: (id: string, title: string) => void
  onRenamed: (id: string) => void
  onCommand: (id: string, command: RowCommand) => void
  onMenuClose: (id: string) => void
}

/**
 * One node. Clicks, keys and drags are handled by the tree around it, which finds the row by
 * `data-node-id` and what was meant by `data-action`; a row renders again only when it changes itself.
 */
export const OutlineRowView = memo(function OutlineRowView(props: OutlineRowViewProps) {
  const { node, isActive, isRenaming } = props
  const readyCount = node.due.now + node.due.new
  const isDimmed = props.isOffAbove || !node.isEnabled
  const tabIndex = isActive ? 0 : -1
  return (
    <div
      role="treeitem"
      id={rowElementId(node.id)}
      className={classes.row}
      data-node-id={node.id}
      data-dimmed={isDimmed || undefined}
      data-dragged={props.isDragged || undefined}
      data-drop={props.dropZone}
      style={{ '--depth': node.depth } as CSSProperties}
      tabIndex={tabIndex}
      aria-level={node.depth + 1}
      aria-posinset={props.positionInSet}
      aria-setsize={props.setSize}
      aria-expanded={props.hasChildren ? props.isExpanded : undefined}
      aria-selected={props.isSelected}
      aria-labelledby={`${rowElementId(node.id)}-text`}
    >
      <span className={classes.handle} data-action="drag" aria-hidden>
        {node.depth > 0 && <IconGripVertical size={16} />}
      </span>
      <span className={classes.disclosure} data-action="toggle" aria-hidden>
        {props.hasChildren && (
          <IconChevronRight size={16} stroke={2} className={classes.chevron} data-open={props.isExpanded} />
        )}
      </span>
      <span className={classes.text} id={`${rowElementId(node.id)}-text`}>
        {isRenaming ? (
          <InlineTitle
            label={`Rename ${node.title}`}
            value={node.title}
            onSave={title => props.onRename(node.id, title)}
            onClose={() => props.onRenamed(node.id)}
          />
        ) : (
          <span className={classes.title} dir="auto">
            {node.title}
          </span>
        )}
        {/* The spaces are for the ear: the boxes around them keep them from the eye. */}{' '}
        <span className={classes.counts}>
          <span className={classes.cards}>
            {node.subtreeCardCount > 0 && pluralize(node.subtreeCardCount, 'card')}
          </span>{' '}
          <span className={classes.ready}>{readyCount > 0 && `${readyCount} ready`}</span>{' '}
          <span className={classes.mastery}>
            <span className={classes.bar}>
              <span className={classes.barFill} style={{ width: `${node.masteryPercentage}%` }} />
            </span>
            <span className={classes.percentage}>
              {node.masteryPercentage} %{' '}
              <span className="visuallyHidden">mastered{describeSwitch(props)}</span>
            </span>
          </span>
        </span>
      </span>
      <button
        type="button"
        role="switch"
        className={classes.switch}
        data-action="switch"
        aria-checked={node.isEnabled}
        aria-label={`Study ${node.title}`}
        title={node.isEnabled ? 'Switch off: its cards wait' : 'Switch on'}
        tabIndex={tabIndex}
      >
        <span className={classes.switchTrack} />
      </button>
      <button
        type="button"
        className={classes.button}
        data-action="add"
        data-hides-on-phone
        aria-label={`Add under ${node.title}`}
        title="Add under it"
        tabIndex={tabIndex}
        style={props.canHaveChildren ? undefined : { visibility: 'hidden' }}
      >
        <IconPlus size={16} aria-hidden />
      </button>
      {props.isMenuOpen ? (
        <OutlineRowMenu
          node={node}
          canHaveChildren={props.canHaveChildren}
          onCommand={command => props.onCommand(node.id, command)}
          onClose={() => props.onMenuClose(node.id)}
        />
      ) : (
        <button
          type="button"
          className={classes.button}
          data-action="menu"
          aria-label={`More for ${node.title}`}
          aria-haspopup="menu"
          tabIndex={tabIndex}
        >
          <IconDots size={16} aria-hidden />
        </button>
      )}
    </div>
  )
})

export function rowElementId(nodeId: string): string {
  return `outline-${nodeId}`
}

/** What the eye takes from the switch and the grey title. */
function describeSwitch({ node, isOffAbove }: RowFacts): string {
  if (!node.isEnabled) return ', switched off'
  return isOffAbove ? ', off with the branch above' : ''
}
