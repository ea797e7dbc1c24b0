import type { FragmentType } from '@apollo/client'
import { useMutation } from '@apollo/client/react'
import { Badge, Skeleton, Text, Title, UnstyledButton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useFragmentData } from '../../apollo/useFragmentData.ts'
import { BackLink } from '../../components/BackLink.tsx'
import { MasteryRing } from '../../components/MasteryRing.tsx'
import { showErrorToast } from '../../components/toasts.tsx'
import { usePageTitle } from '../../components/usePageTitle.ts'
import type { GoalHeaderFragment } from '../../gql/graphql.ts'
import { graphql } from '../../gql/index.ts'
import { formatDuration, formatNumber, pluralize } from '../../lib/formatTime.ts'
import { GoalMenu } from '../goals/GoalMenu.tsx'
import classes from './GoalHeader.module.css'
import { InlineTitle } from './InlineTitle.tsx'
import { StudyButton } from './StudyButton.tsx'

export const GoalHeaderFragmentDoc = graphql(`
  fragment GoalHeader on Goal {
    id
    title
    status
    masteryPercentage
    cardCount
    masteredCardCount
    totalTimeSeconds
    due {
      now
      new
    }
    skillTree {
      id
      root {
        id
        title
      }
    }
    ...GoalMenu
  }
`)

const RetitleGoal = graphql(`
  mutation RetitleGoal($id: ID!, $title: String!) {
    updateGoal(input: { id: $id, title: $title }) {
      goal {
        id
        title
        updatedAt
        skillTree {
          id
          root {
            id
            title
          }
        }
      }
    }
  }
`)

const statusLabels = { ACTIVE: '', PAUSED: 'Paused', COMPLETED: 'Completed', ARCHIVED: 'Archived' } as const

export function GoalHeader({ goal: masked }: { goal: FragmentType<GoalHeaderFragment> }) {
  const goal = useFragmentData(GoalHeaderFragmentDoc, masked)
  const [isRenaming, setIsRenaming] = useState(false)
  const [retitle] = useMutation(RetitleGoal)
  usePageTitle(goal.title)
  const canStudy = goal.status === 'ACTIVE' || goal.status === 'COMPLETED'
  const readyCount = canStudy ? goal.due.now + goal.due.new : 0

  const rename = (title: string) =>
    retitle({ variables: { id: goal.id, title } }).catch(error =>
      showErrorToast(error, 'The goal was not renamed'),
    )

  return (
    <header className={classes.header}>
      <BackLink to="/goals">Goals</BackLink>
      <div className={classes.row}>
        <MasteryRing percentage={goal.masteryPercentage} size={64} of={goal.title} />
        <div className={classes.text}>
          <div className={classes.titleRow}>
            {isRenaming ? (
              <Title order={1} className={classes.title}>
                <InlineTitle
                  label="Title of the goal"
                  value={goal.title}
                  onSave={rename}
                  onClose={() => setIsRenaming(false)}
                />
              </Title>
            ) : (
              <Title order={1} className={classes.title} dir="auto">
                <UnstyledButton
                  className={classes.titleButton}
                  title="Rename"
                  onClick={() => setIsRenaming(true)}
                >
                  {goal.title}
                </UnstyledButton>
              </Title>
            )}
            {goal.status !== 'ACTIVE' && (
              <Badge variant="default" tt="none" fw={500} className={classes.badge}>
                {statusLabels[goal.status]}
              </Badge>
            )}
          </div>
          <Text c="dimmed" size="sm" className="tabular">
            {describeGoal(goal, readyCount)}
            {goal.cardCount > 0 && (
              <>
                {' · '}
                <Link to="/goals/$goalId/progress" params={{ goalId: goal.id }}>
                  Progress
                </Link>
              </>
            )}
          </Text>
        </div>
        <div className={classes.study}>
          {canStudy && (
            <StudyButton goalId={goal.id} label="Study" readyCount={readyCount} cardCount={goal.cardCount} />
          )}
        </div>
        <GoalMenu goal={goal} />
      </div>
    </header>
  )
}

function describeGoal(goal: GoalHeaderFragment, readyCount: number): string {
  if (goal.cardCount === 0) return 'No cards yet: open a topic to write, generate or import its first ones'
  const parts = [
    readyCount > 0 ? `${pluralize(readyCount, 'card')} ready` : '',
    `${formatNumber(goal.masteredCardCount)} of ${formatNumber(goal.cardCount)} mastered`,
    goal.totalTimeSeconds > 0 ? `${formatDuration(goal.totalTimeSeconds)} invested` : '',
  ]
  return parts.filter(Boolean).join(' · ')
}

export function GoalHeaderSkeleton() {
  return (
    <div className={classes.header}>
      <Skeleton height={20} width={64} mb={12} />
      <div className={classes.row}>
        <Skeleton height={64} width={64} circle />
        <div className={classes.text}>
          <Skeleton height={28} width="min(320px, 100%)" mb={8} />
          <Skeleton height={16} width={200} />
        </div>
      </div>
    </div>
  )
}
