import type { ReactNode } from 'react'
import classes from './FieldGroup.module.css'

interface FieldGroupProps {
  legend: string
  /** About the group as a whole. */
  error?: string
  children: ReactNode
}

/** Fields that are answered together, under one label. */
export function FieldGroup({ legend, error, children }: FieldGroupProps) {
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{legend}</legend>
      {children}
      {error && (
        <p className={classes.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}
