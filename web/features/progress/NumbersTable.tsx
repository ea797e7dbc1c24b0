import type { ReactNode } from 'react'
import classes from './NumbersTable.module.css'

interface NumbersTableProps {
  caption: string
  /** The first column names the row, the others are numbers. */
  columns: string[]
  rows: Array<{ key: string; cells: ReactNode[] }>
}

/** The numbers of a chart; long ones scroll in their own frame. */
export function NumbersTable({ caption, columns, rows }: NumbersTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={classes.frame} tabIndex={0} aria-label={caption}>
      <table className={classes.table}>
        <caption className="visuallyHidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(column => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [name, ...numbers] }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {numbers.map((number, index) => (
                <td key={columns[index + 1]}>{number}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
