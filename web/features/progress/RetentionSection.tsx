import { Title } from '@mantine/core'
import type { ProgressFiguresFragment } from '../../gql/graphql.ts'
import classes from './RetentionSection.module.css'
import { describeCell, findRetention, formatRate, maturities, periods } from './retention.ts'

interface RetentionSectionProps {
  rows: ProgressFiguresFragment['trueRetention']
  desiredRetention: number
}

/** Below it no bar is drawn: retention lives in the upper half, and there differences must be seen. */
const leastRate = 0.5

const widthOf = (rate: number) => `${(Math.max(0, rate - leastRate) / (1 - leastRate)) * 100}%`

/** A table that carries its own bars, so that it needs no second form. */
export function RetentionSection({ rows, desiredRetention }: RetentionSectionProps) {
  return (
    <section className={classes.section} aria-labelledby="retention">
      <Title order={2} id="retention">
        What you remembered
      </Title>
      {rows.some(row => row.passed + row.failed > 0) ? (
        <RetentionTable rows={rows} desiredRetention={desiredRetention} />
      ) : (
        <p className={classes.note}>
          Once cards come back after a day or more, the share of them you remember stands here, beside your
          aim of {formatRate(desiredRetention)}.
        </p>
      )}
    </section>
  )
}

function RetentionTable({ rows, desiredRetention }: RetentionSectionProps) {
  return (
    <>
      <p className={classes.note}>
        Of the cards that came back after a day or more. Mature cards had been away for 21 days or more. The
        mark in each bar is your aim, {formatRate(desiredRetention)}.
      </p>
      <table className={classes.table}>
        <caption className="visuallyHidden">
          Share of answers remembered, by period and age of the card
        </caption>
        <thead>
          <tr>
            <th scope="col">Period</th>
            {maturities.map(({ maturity, label }) => (
              <th key={maturity} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {periods.map(({ period, label }) => (
            <tr key={period}>
              <th scope="row">{label}</th>
              {maturities.map(({ maturity }) => {
                const cell = findRetention(rows, period, maturity)
                return (
                  <td key={maturity}>
                    {cell.rate === null ? (
                      <span className={classes.none}>
                        <span aria-hidden>–</span>
                        <span className="visuallyHidden">no answers</span>
                      </span>
                    ) : (
                      <>
                        <span className={classes.rate}>{formatRate(cell.rate)}</span>
                        <span className={classes.bar} aria-hidden>
                          <span className={classes.fill} style={{ width: widthOf(cell.rate) }} />
                          <span
                            className={classes.aim}
                            style={{ insetInlineStart: widthOf(desiredRetention) }}
                          />
                        </span>
                        <span className={classes.count}>{describeCell(cell)}</span>
                      </>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
