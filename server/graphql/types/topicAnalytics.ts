import type { TopicAnalytics } from '../../db/generated/prisma/client.ts'
import { parsePage } from '../../db/pages.ts'
import { countTopics, loadTopicPage } from '../../db/topics.ts'
import { needsCuratedTree } from '../../domain/curatedDemand.ts'
import { requireAdministrator } from '../../services/topics.ts'
import { builder } from '../builder.ts'
import { defineConnection } from '../connection.ts'
import { requireLearner } from '../context.ts'

const topicRef = builder.objectRef<TopicAnalytics>('TopicAnalytics').implement({
  description: 'How often a topic is asked for, over all learners.',
  fields: t => ({
    normalizedTopic: t.exposeString('normalizedTopic', {
      description: 'What goals are about, in whatever words their learners put it.',
    }),
    originalExamples: t.stringList({
      description: 'The first ten spellings; those of removed accounts are gone.',
      resolve: topic => topic.originalExamples as string[],
    }),
    userCount: t.exposeInt('userCount', { description: 'Distinct learners; guests once they sign up.' }),
    goalCount: t.exposeInt('goalCount', { description: 'Goals that were created.' }),
    firstSeenAt: t.expose('firstSeenAt', { type: 'DateTime', description: 'When the first was created.' }),
    lastSeenAt: t.expose('lastSeenAt', { type: 'DateTime', description: 'When the latest was created.' }),
    hasCuratedTree: t.exposeBoolean('hasCuratedTree', { description: 'Whether a tree is shipped for it.' }),
    needsCuratedTree: t.boolean({
      description: 'Whether 50 learners or more ask for it and no tree is shipped.',
      resolve: topic => needsCuratedTree(topic),
    }),
  }),
})

const topicConnection = defineConnection<TopicAnalytics>('TopicAnalytics', topicRef)

builder.queryField('topicAnalytics', t =>
  t.field({
    type: topicConnection,
    description: 'What learners want to learn, most learners first. For administrators; others: FORBIDDEN.',
    args: {
      first: t.arg.int(),
      after: t.arg.string(),
      search: t.arg.string({ description: 'Part of a topic, in any spelling.' }),
      minUsers: t.arg.int({ description: 'At least so many learners.' }),
      hasCuratedTree: t.arg.boolean({ description: 'Only with, or only without, a shipped tree.' }),
    },
    resolve: async (_root, { first, after, ...filter }, context) => {
      requireAdministrator(requireLearner(context))
      const page = await loadTopicPage(context.db, filter, parsePage({ first, after }))
      return { ...page, countTotal: () => countTopics(context.db, filter) }
    },
  }),
)
