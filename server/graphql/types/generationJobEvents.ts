import { parseId } from '../../domain/ids.ts'
import { findJob } from '../../services/generationJobs.ts'
import { builder } from '../builder.ts'
import { requireLearner } from '../context.ts'
import { followJob } from '../jobEvents.ts'
import { jobRef } from './generationJob.ts'

builder.subscriptionType({ description: 'What is told as it happens, over a WebSocket.' })

builder.subscriptionField('generationJob', t =>
  t.field({
    type: jobRef,
    description: 'A job of the learner: as it is now and after each change, until it is over.',
    args: { id: t.arg.id({ required: true }) },
    subscribe(_root, { id }, context) {
      const learner = requireLearner(context)
      const jobId = parseId('Generation job', id)
      return followJob(context.jobEvents, jobId, () => findJob(context.db, learner, jobId))
    },
    resolve: job => job,
  }),
)
