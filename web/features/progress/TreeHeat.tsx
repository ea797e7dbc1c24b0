import { Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { pluralize } from '../../lib/formatTime.ts'
import classes from './TreeHeat.module.css'
import { groupByCategory, type HeatNode, masteryLevel } from './treeHeat.ts'

interface TreeHeatProps {
  goalId: string
  nodes: readonly HeatNode[]
}

/** The whole tree at a glance: a tile per topic, the fuller the better known, and each leads to its topic. */
export function TreeHeat({ goalId, nodes }: TreeHeatProps) {
  const groups = groupByCategory(nodes)
  if (groups.length === 0) return null
  return (
    <section className={classes.section} aria-labelledby="tree-heat">
      <Title order={2} id="tree-heat">
        The tree
      </Title>
      <ul className={classes.groups}>
        {groups.map(({ category, topics }) => (
          <li key={category.id} className={classes.group}>
            <div className={classes.category}>
              <span className={classes.name}>{category.title}</span>
              <span className={classes.percentage}>{category.masteryPercentage} %</span>
            </div>
            <ul className={classes.tiles}>
              {topics.map(topic => (
                <li key={topic.id}>
                  <Link
                    to="/goals/$goalId/nodes/$nodeId"
                    params={{ goalId, nodeId: topic.id }}
                    className={classes.tile}
                    data-level={masteryLevel(topic)}
                    title={describeTopic(topic)}
                    aria-label={describeTopic(topic)}
                  />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  )
}

function describeTopic(topic: HeatNode): string {
  if (!topic.isEnabled) return `${topic.title}: switched off`
  if (topic.subtreeCardCount === 0) return `${topic.title}: no cards yet`
  return `${topic.title}: ${topic.masteryPercentage} % of ${pluralize(topic.subtreeCardCount, 'card')} mastered`
}
