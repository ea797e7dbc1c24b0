/**
 * Rows of raw statements in the shape of Prisma's models: camelCase fields, and bigint columns as
 * numbers (all of ours stay far below 2^53).
 */
export function toModel<T>(row: Record<string, unknown>): T {
  const model: Record<string, unknown> = {}
  for (const column in row) {
    const value = row[column]
    model[fieldOf(column)] = typeof value === 'bigint' ? Number(value) : value
  }
  return model as T
}

/** `toModel` for every row. */
export function toModels<T>(rows: Record<string, unknown>[]): T[] {
  return rows.map(row => toModel<T>(row))
}

export type Row = Record<string, unknown>

/** Models as JSON objects of columns, which PostgreSQL's jsonb_populate_recordset reads back exactly, numbers included. */
export function toRows(models: readonly object[]): string {
  return JSON.stringify(
    models.map(model =>
      Object.fromEntries(Object.entries(model).map(([field, value]) => [columnOf(field), value])),
    ),
  )
}

const columns = new Map<string, string>()

function columnOf(field: string): string {
  let column = columns.get(field)
  if (column === undefined) {
    column = field.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
    columns.set(field, column)
  }
  return column
}

const fields = new Map<string, string>()

function fieldOf(column: string): string {
  let field = fields.get(column)
  if (field === undefined) {
    field = column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    fields.set(column, field)
  }
  return field
}
