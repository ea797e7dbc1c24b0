import type { Rating } from '../../domain/scheduling.ts'
import type { StudySettingsChange } from '../../domain/schedulingSettings.ts'
import { workloadDays } from '../../domain/workload.ts'
import { previewScheduling, type SchedulingPreview } from '../../services/previewScheduling.ts'
import { builder } from '../builder.ts'
import { requireLearner } from '../context.ts'
import { nextReviewRef } from './review.ts'
import { settingsInput } from './studySettings.ts'

const previewRef = builder.objectRef<SchedulingPreview>('SchedulingPreview').implement({
  description: `What settings would mean: the learner’s own cards, studied by simulation for ${workloadDays} days.`,
  fields: t => ({
    reviewsPerDay: t.exposeFloat('reviewsPerDay', {
      description: 'Answers a day: first answers and learning steps too, not Review cards only.',
    }),
    minutesPerDay: t.exposeFloat('minutesPerDay', {
      description: 'By the learner’s own answer times; 10 s an answer until there are any.',
    }),
    waiting: t.exposeInt('waiting', {
      description: 'Due cards that the daily limit would leave for later at the end.',
    }),
    nextReviews: t.field({
      type: [nextReviewRef],
      description:
        'What each rating of a typical Review card, due now, would lead to; without one, of a new card.',
      resolve: preview =>
        preview.nextReviews.map((outcome, index) => ({ rating: (index + 1) as Rating, outcome })),
    }),
  }),
})

builder.queryField('previewScheduling', t =>
  t.field({
    type: previewRef,
    description:
      'What the learner’s settings would mean after this change, without making it. The same change gives the same answer all day.',
    args: { settings: t.arg({ type: settingsInput, required: true }) },
    resolve: (_root, { settings }, context) =>
      previewScheduling(context.db, requireLearner(context), settings as StudySettingsChange, context.now),
  }),
)
