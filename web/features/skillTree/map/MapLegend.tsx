import { IconToggleLeft } from '@tabler/icons-react'
import classes from './TreeMap.module.css'

const levels = [0, 1, 2, 3, 4]

/** What the colours mean, and where a keyboard leads. */
export function MapLegend() {
  return (
    <div className={classes.legend}>
      <span className={classes.key}>
        0 %
        <span className={classes.scale} aria-hidden>
          {levels.map(level => (
            <span key={level} className={classes.swatch} data-level={level} />
          ))}
        </span>
        100 % mastered
      </span>
      <span className={classes.key}>
        <IconToggleLeft size={16} stroke={1.75} aria-hidden />
        switched off
      </span>
      <span className={classes.hint}>Arrows walk, Enter opens, Space closes a branch, + − 0 zoom</span>
    </div>
  )
}
