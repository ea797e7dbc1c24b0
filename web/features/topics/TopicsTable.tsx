import { VisuallyHidden } from '@mantine/core'
import { IconCheck, IconFlag } from '@tabler/icons-react'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import type { TopicsQuery } from '../../gql/graphql.ts'
import { formatNumber, pluralize } from '../../lib/formatTime.ts'
import classes from './TopicsTable.module.css'

type Topic = TopicsQuery['topicAnalytics']['edges'][number]['node']

interface TopicsTableProps {
  topics: readonly Topic[]
  totalCount: number
}

export function TopicsTable({ topics, totalCount }: TopicsTableProps) {
  return (
    <>
      <VisuallyHidden role="status">{pluralize(totalCount, 'topic')}</VisuallyHidden>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={classes.frame} tabIndex={0} aria-label="Topics">
        <table className={classes.table}>
          <caption className="visuallyHidden">Topics by how many learners want them</caption>
          <thead>
            <tr>
              <th scope="col">Topic</th>
              <th scope="col" data-number>
                Learners
              </th>
              <th scope="col" data-number data-minor>
                Goals
              </th>
              <th scope="col">Curated tree</th>
              <th scope="col" data-minor>
                Last wanted
              </th>
            </tr>
          </thead>
          <tbody>
            {topics.map(topic => (
              <tr key={topic.normalizedTopic}>
                <th scope="row">
                  <span className={classes.topic} dir="auto">
                    {topic.normalizedTopic}
                  </span>
                  {topic.originalExamples.length > 0 && (
                    <span className={classes.examples} dir="auto">
                      {topic.originalExamples.map(example => `“${example}”`).join(', ')}
                    </span>
                  )}
                </th>
                <td data-number>{formatNumber(topic.userCount)}</td>
                <td data-number data-minor>
                  {formatNumber(topic.goalCount)}
                </td>
                <td>
                  <CuratedMark topic={topic} />
                </td>
                <td className={classes.when} data-minor>
                  <RelativeTime moment={topic.lastSeenAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

function CuratedMark({ topic }: { topic: Topic }) {
  if (topic.hasCuratedTree) {
    return (
      <span className={classes.mark}>
        <IconCheck size={16} aria-hidden />
        Exists
      </span>
    )
  }
  if (!topic.needsCuratedTree) return <span className={classes.none}>None</span>
  return (
    <span className={classes.mark} data-wanted>
      <IconFlag size={16} aria-hidden />
      Wanted
    </span>
  )
}
