import classes from './Mastery.module.css'

interface MasteryRingProps {
  percentage: number
  size?: number
  /** Shown in the middle; rings under 40 px have no room for it, from 96 px on it says what it counts. */
  hasLabel?: boolean
  /** What the ring is of, for screen readers. */
  of?: string
}

export function MasteryRing({ percentage, size = 40, hasLabel = size >= 40, of }: MasteryRingProps) {
  const hasUnit = hasLabel && size >= 96
  const stroke = Math.max(3, size / 11)
  const radius = (size - stroke) / 2
  const length = 2 * Math.PI * radius
  const filled = (Math.min(100, Math.max(0, percentage)) / 100) * length
  const label = of ? `${of}: ${percentage} % mastered` : `${percentage} % mastered`
  return (
    <svg className={classes.ring} width={size} height={size} role="img" aria-label={label}>
      <g fill="none" strokeWidth={stroke} transform={`rotate(-90 ${size / 2} ${size / 2})`}>
        <circle className={classes.track} cx={size / 2} cy={size / 2} r={radius} />
        <circle
          className={classes.fill}
          cx={size / 2}
          cy={size / 2}
          r={radius}
          strokeLinecap={filled > 0 ? 'round' : 'butt'}
          strokeDasharray={`${filled} ${length}`}
          visibility={filled > 0 ? undefined : 'hidden'}
        />
      </g>
      {hasLabel && (
        <text
          className={classes.number}
          x="50%"
          y={hasUnit ? '45%' : '50%'}
          dominantBaseline="central"
          textAnchor="middle"
          fontSize={Math.max(11, size * (hasUnit ? 0.22 : 0.27))}
        >
          {hasUnit ? `${percentage} %` : percentage}
        </text>
      )}
      {hasUnit && (
        <text className={classes.unit} x="50%" y="66%" dominantBaseline="central" textAnchor="middle">
          mastered
        </text>
      )}
    </svg>
  )
}
