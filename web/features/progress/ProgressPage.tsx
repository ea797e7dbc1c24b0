import { RowsSkeleton } from '../../components/RowsSkeleton.tsx'
import type { ProgressQuery } from '../../gql/graphql.ts'
import { AchievementGallery } from '../achievements/AchievementGallery.tsx'
import { TitleLadder } from '../achievements/TitleLadder.tsx'
import { CardStates } from './CardStates.tsx'
import { ForecastSection } from './Forecast.tsx'
import { GoalMasteries } from './GoalMasteries.tsx'
import { HeatmapSection } from './Heatmap.tsx'
import { MasterySection } from './MasteryChart.tsx'
import { NewLearner } from './NewLearner.tsx'
import { NowFigures } from './NowFigures.tsx'
import { RetentionSection } from './RetentionSection.tsx'
import { WhatNow } from './WhatNow.tsx'

interface ProgressPageProps {
  viewer: NonNullable<ProgressQuery['viewer']>
  achievementDefinitions: ProgressQuery['achievementDefinitions']
  titleDefinitions: ProgressQuery['titleDefinitions']
  onMoreGoals: () => void
}

/** What now, then how it goes; nothing on it can be lost by staying away. */
export function ProgressPage({
  viewer,
  achievementDefinitions,
  titleDefinitions,
  onMoreGoals,
}: ProgressPageProps) {
  const { progress, settings, due } = viewer
  return (
    <>
      {progress.reviewsTotal === 0 ? (
        <NewLearner viewer={viewer} />
      ) : (
        <>
          <WhatNow due={due} cardCount={progress.totalCards} />
          <NowFigures progress={progress} desiredRetention={settings.desiredRetention} />
          <HeatmapSection days={progress.activity} />
          <ForecastSection days={progress.forecast} />
          <MasterySection title="Mastery over time" days={progress.masteryHistory} />
          <GoalMasteries connection={viewer.goals} onMore={onMoreGoals} />
          <RetentionSection rows={progress.trueRetention} desiredRetention={settings.desiredRetention} />
          <CardStates counts={progress.cardsByState} />
        </>
      )}
      <TitleLadder title={viewer.title} rungs={titleDefinitions} />
      <AchievementGallery definitions={achievementDefinitions} earned={viewer.achievements} />
    </>
  )
}

export function ProgressSkeleton() {
  return (
    <>
      <RowsSkeleton rows={1} height={84} label="Loading your progress" />
      <div style={{ height: 32 }} />
      <RowsSkeleton rows={1} height={72} label="" />
      <div style={{ height: 60 }} />
      <RowsSkeleton rows={3} height={220} gap={60} label="" />
    </>
  )
}
