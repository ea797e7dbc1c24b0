import classes from './Mastery.module.css'

interface MasteryBarProps {
  percentage: number
  width?: number | string
  of?: string
}

export function MasteryBar({ percentage, width = '100%', of }: MasteryBarProps) {
  const label = of ? `${of}: ${percentage} % mastered` : `${percentage} % mastered`
  return (
    <span className={classes.bar} style={{ width }} role="img" aria-label={label}>
      <span className={classes.barFill} style={{ width: `${percentage}%` }} />
    </span>
  )
}
