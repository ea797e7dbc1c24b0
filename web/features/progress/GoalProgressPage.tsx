import { Text, Title } from '@mantine/core'
import { IconChartLine } from '@tabler/icons-react'
import { BackLink } from '../../components/BackLink.tsx'
import { ButtonLink } from '../../components/ButtonLink.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { MasteryRing } from '../../components/MasteryRing.tsx'
import type { GoalProgressQuery } from '../../gql/graphql.ts'
import { CardStates } from './CardStates.tsx'
import { ForecastSection } from './Forecast.tsx'
import classes from './GoalProgressPage.module.css'
import { HeatmapSection } from './Heatmap.tsx'
import { MasterySection } from './MasteryChart.tsx'
import { NowFigures } from './NowFigures.tsx'
import { PlanSection } from './PlanSection.tsx'
import { RetentionSection } from './RetentionSection.tsx'
import { TreeHeat } from './TreeHeat.tsx'
import { WhatNow } from './WhatNow.tsx'

interface GoalProgressPageProps {
  goal: NonNullable<GoalProgressQuery['goal']>
  viewer: NonNullable<GoalProgressQuery['viewer']>
  /** The plan follows from the goal's date. */
  onPlanChange: () => unknown
}

export function GoalProgressPage({ goal, viewer, onPlanChange }: GoalProgressPageProps) {
  const { progress, settings } = viewer
  const canStudy = goal.status === 'ACTIVE' || goal.status === 'COMPLETED'
  return (
    <>
      <header className={classes.header}>
        <BackLink to="/goals/$goalId" params={{ goalId: goal.id }}>
          {goal.title}
        </BackLink>
        <div className={classes.title}>
          <MasteryRing percentage={goal.masteryPercentage} size={64} of={goal.title} />
          <div>
            <Title order={1}>Progress of this goal</Title>
            <Text c="dimmed" size="sm" dir="auto">
              {goal.title}
            </Text>
          </div>
        </div>
      </header>
      {goal.cardCount === 0 ? (
        <EmptyState
          icon={<IconChartLine size={24} stroke={1.75} />}
          title="This goal has no cards yet"
          action={
            <ButtonLink to="/goals/$goalId" params={{ goalId: goal.id }}>
              Add cards
            </ButtonLink>
          }
        >
          With its first cards, what you know of it and what comes back will be drawn here.
        </EmptyState>
      ) : (
        <>
          {canStudy && <WhatNow due={goal.due} goalId={goal.id} cardCount={goal.cardCount} />}
          <NowFigures progress={progress} desiredRetention={settings.desiredRetention} />
          <PlanSection
            goal={goal}
            plan={progress.plan}
            newCardsPerDay={settings.newCardsPerDay}
            onChange={onPlanChange}
          />
          <TreeHeat goalId={goal.id} nodes={goal.skillTree.nodes} />
          <MasterySection title="Mastery over time" days={progress.masteryHistory} />
          <ForecastSection days={progress.forecast} />
          <RetentionSection rows={progress.trueRetention} desiredRetention={settings.desiredRetention} />
          <HeatmapSection days={progress.activity} />
          <CardStates counts={progress.cardsByState} />
        </>
      )}
    </>
  )
}
