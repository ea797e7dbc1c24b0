import { Button, Title } from '@mantine/core'
import { type ReactNode, useId, useState } from 'react'
import classes from './ChartSection.module.css'

interface ChartSectionProps {
  title: string
  /** The same numbers as a table; without it there is nothing to draw yet. */
  table?: ReactNode
  /** Beside the title. */
  aside?: ReactNode
  children: ReactNode
}

/** A chart under its heading, with the button that shows its numbers as a table instead. */
export function ChartSection({ title, table, aside, children }: ChartSectionProps) {
  const [isTable, setIsTable] = useState(false)
  const id = useId()
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.header}>
        <Title order={2} id={id}>
          {title}
        </Title>
        {aside}
        {table && (
          <Button
            variant="subtle"
            size="compact-sm"
            className={classes.switch}
            onClick={() => setIsTable(!isTable)}
          >
            {isTable ? 'Show as chart' : 'Show as table'}
            <span className="visuallyHidden">: {title}</span>
          </Button>
        )}
      </div>
      {isTable && table ? table : children}
    </section>
  )
}
