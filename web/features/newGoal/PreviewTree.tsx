import { Switch, Text } from '@mantine/core'
import classes from './NewGoal.module.css'
import { type DisabledPaths, isBranchEnabled, type PreviewNode, toggleBranch } from './previewTree.ts'

interface PreviewTreeProps {
  nodes: readonly PreviewNode[]
  disabled: DisabledPaths
  onChange: (disabled: Set<string>) => void
}

/** The tree as it will be, each branch with its switch. */
export function PreviewTree({ nodes, disabled, onChange }: PreviewTreeProps) {
  return (
    <ul className={classes.tree} aria-label="Topics">
      {nodes.map(node => {
        const isEnabled = isBranchEnabled(node.path, disabled)
        const isOwn = !disabled.has(node.path)
        return (
          <li
            key={node.path}
            className={classes.node}
            data-depth={node.depth}
            data-off={!isEnabled || undefined}
            style={{ paddingInlineStart: (node.depth - 1) * 20 }}
          >
            <Text component="span" fw={node.depth === 1 ? 600 : 400} className={classes.nodeTitle}>
              {node.title}
            </Text>
            <Switch
              size="sm"
              checked={isOwn}
              disabled={isOwn && !isEnabled}
              onChange={() => onChange(toggleBranch(node.path, disabled))}
              aria-label={`Include ${node.title}`}
            />
          </li>
        )
      })}
    </ul>
  )
}
