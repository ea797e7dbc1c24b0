import { IconFold, IconListTree, IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react'
import { useShortcuts } from '../../../components/useShortcuts.ts'
import classes from './TreeMap.module.css'

interface MapControlsProps {
  /** Whether every branch is open; null when there is none to open. */
  isAllOpen: boolean | null
  onZoomIn: () => void
  onZoomOut: () => void
  onFit: () => void
  onOpenAll: (isOpen: boolean) => void
}

export function MapControls({ isAllOpen, onZoomIn, onZoomOut, onFit, onOpenAll }: MapControlsProps) {
  useShortcuts('Map', [
    { keys: '+', label: 'Zoom in', run: onZoomIn },
    { keys: '-', label: 'Zoom out', run: onZoomOut },
    { keys: '0', label: 'Show the whole tree', run: onFit },
  ])
  const foldLabel = isAllOpen ? 'Close the branches' : 'Open every branch'
  return (
    <fieldset className={classes.controls} aria-label="View of the map">
      {isAllOpen !== null && (
        <button
          type="button"
          className={classes.control}
          aria-label={foldLabel}
          title={foldLabel}
          onClick={() => onOpenAll(!isAllOpen)}
        >
          {isAllOpen ? (
            <IconFold size={18} stroke={1.75} aria-hidden />
          ) : (
            <IconListTree size={18} stroke={1.75} aria-hidden />
          )}
        </button>
      )}
      <button
        type="button"
        className={classes.control}
        aria-label="Zoom out"
        title="Zoom out (−)"
        onClick={onZoomOut}
      >
        <IconMinus size={18} stroke={1.75} aria-hidden />
      </button>
      <button
        type="button"
        className={classes.control}
        aria-label="Zoom in"
        title="Zoom in (+)"
        onClick={onZoomIn}
      >
        <IconPlus size={18} stroke={1.75} aria-hidden />
      </button>
      <button
        type="button"
        className={classes.control}
        aria-label="Show the whole tree"
        title="Show the whole tree (0)"
        onClick={onFit}
      >
        <IconMaximize size={18} stroke={1.75} aria-hidden />
      </button>
    </fieldset>
  )
}
