import { type Icon, IconFold, IconListTree, IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react'
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
        <MapControl
          label={foldLabel}
          icon={isAllOpen ? IconFold : IconListTree}
          onClick={() => onOpenAll(!isAllOpen)}
        />
      )}
      <MapControl label="Zoom out" keyName="−" icon={IconMinus} onClick={onZoomOut} />
      <MapControl label="Zoom in" keyName="+" icon={IconPlus} onClick={onZoomIn} />
      <MapControl label="Show the whole tree" keyName="0" icon={IconMaximize} onClick={onFit} />
    </fieldset>
  )
}

interface MapControlProps {
  label: string
  /** The key that does the same. */
  keyName?: string
  icon: Icon
  onClick: () => void
}

function MapControl({ label, keyName, icon: Drawn, onClick }: MapControlProps) {
  return (
    <button
      type="button"
      className={classes.control}
      aria-label={label}
      title={keyName === undefined ? label : `${label} (${keyName})`}
      onClick={onClick}
    >
      <Drawn size={18} stroke={1.75} aria-hidden />
    </button>
  )
}
