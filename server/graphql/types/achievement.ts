import type { UserAchievement } from '../../db/generated/prisma/client.ts'
import {
  type AchievementDefinition,
  achievementDefinitions,
  achievementProgress,
  findAchievement,
} from '../../domain/achievements.ts'
import { builder } from '../builder.ts'
import { viewerRef } from './viewer.ts'

const definitionRef = builder.objectRef<AchievementDefinition>('AchievementDefinition').implement({
  description: 'Something that can be achieved, once. Nothing that was earned is ever lost.',
  fields: t => ({
    key: t.exposeString('key', { description: 'Its name, such as first_10_cards.' }),
    title: t.exposeString('title', { description: 'What it is called.' }),
    description: t.exposeString('description', { description: 'Said to who has earned it.' }),
    requirement: t.exposeString('requirement', { description: 'How it is earned.' }),
    icon: t.exposeString('icon', {
      description:
        'One of seedling, tree, forest, quarter, half, three-quarters, flag, star, bolt and calendar.',
    }),
    progress: t.float({
      nullable: true,
      description: 'How far the learner is, 0–1, 1 once it is earned; null when signed out.',
      resolve: async ({ key }, _args, { learner, loaders }) =>
        learner === null ? null : achievementProgress(key, (await loaders.awards()).facts),
    }),
  }),
})

export const achievementRef = builder.objectRef<UserAchievement>('UserAchievement').implement({
  description: 'An achievement the learner has earned.',
  fields: t => ({
    definition: t.field({
      type: definitionRef,
      description: 'What was achieved.',
      resolve: achievement => findAchievement(achievement.achievementKey),
    }),
    unlockedAt: t.expose('unlockedAt', { type: 'DateTime', description: 'When it was earned.' }),
    metadata: t.field({
      type: 'JSON',
      nullable: true,
      description: 'Why: of goalId, masteryPercentage, sessionId, cardCount, score, learnerDay what applies.',
      resolve: achievement => achievement.metadata,
    }),
  }),
})

builder.queryField('achievementDefinitions', t =>
  t.field({
    type: [definitionRef],
    description: 'All that can be achieved, open to everyone.',
    resolve: () => [...achievementDefinitions],
  }),
)

builder.prismaObjectField(viewerRef, 'achievements', t =>
  t.field({
    type: [achievementRef],
    description: 'What they have earned, the latest first.',
    resolve: async (_user, _args, { loaders }) => (await loaders.awards()).achievements,
  }),
)
