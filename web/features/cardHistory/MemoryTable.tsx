import { Table } from '@mantine/core'
import { formatMoment } from '../../lib/formatTime.ts'
import classes from './CardHistory.module.css'
import { describeStability, ratingWords } from './describeReview.ts'
import type { Timeline } from './timeline.ts'

/** The numbers of the chart, newest first. */
export function MemoryTable({ timeline }: { timeline: Timeline }) {
  return (
    <Table.ScrollContainer minWidth={400} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table verticalSpacing={6} fz="xs" className={`tabular ${classes.table}`}>
        <caption className="visuallyHidden">Memory of this card over time</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">When</Table.Th>
            <Table.Th scope="col">Answer</Table.Th>
            <Table.Th scope="col" ta="end">
              Chance before
            </Table.Th>
            <Table.Th scope="col" ta="end">
              Stability after
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {timeline.points.toReversed().map(point => (
            <Table.Tr key={point.id}>
              <Table.Td>{formatMoment(new Date(point.atMs))}</Table.Td>
              <Table.Td>{ratingWords[point.rating as keyof typeof ratingWords]}</Table.Td>
              <Table.Td ta="end">
                {point.recallBefore === null ? 'new' : `${Math.round(point.recallBefore * 100)} %`}
              </Table.Td>
              <Table.Td ta="end">{describeStability(point.stability)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
