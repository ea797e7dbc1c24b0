import { useShortcuts } from '../../components/useShortcuts.ts'
import classes from './TreeViewSwitch.module.css'
import type { TreeView } from './treeView.ts'

interface TreeViewSwitchProps {
  view: TreeView
  onChoose: (view: TreeView) => void
}

const labels = { outline: 'Outline', map: 'Map' } as const

export function TreeViewSwitch({ view, onChoose }: TreeViewSwitchProps) {
  useShortcuts('Tree', [
    { keys: 'V', label: 'Outline or map', run: () => onChoose(view === 'map' ? 'outline' : 'map') },
  ])
  return (
    <fieldset className={classes.views} aria-label="Show the tree as">
      {(['outline', 'map'] as const).map(other => (
        <button
          key={other}
          type="button"
          className={classes.view}
          aria-pressed={other === view}
          onClick={() => onChoose(other)}
        >
          {labels[other]}
        </button>
      ))}
    </fieldset>
  )
}
