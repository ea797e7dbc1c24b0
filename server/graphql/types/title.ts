import type { LearnerTitle } from '../../db/achievements.ts'
import {
  findTitle,
  nextTitle,
  type TitleDefinition,
  type TitleEarned,
  titleDefinitions,
} from '../../domain/titles.ts'
import { readTitleHistory } from '../../services/titles.ts'
import { builder } from '../builder.ts'
import { viewerRef } from './viewer.ts'

const definitionRef = builder.objectRef<TitleDefinition>('TitleDefinition').implement({
  description: 'A rung of the ladder of titles.',
  fields: t => ({
    title: t.exposeString('title', { description: 'Such as Apprentice.' }),
    rank: t.exposeInt('rank', { description: 'From 0 on.' }),
    requirement: t.exposeString('requirement', { description: 'How it is earned.' }),
  }),
})

const earnedRef = builder.objectRef<TitleEarned>('TitleEarned').implement({
  description: 'When a title was earned.',
  fields: t => ({
    title: t.exposeString('title', { description: 'The title.' }),
    earnedAt: t.field({
      type: 'DateTime',
      description: 'When it was earned.',
      resolve: entry => new Date(entry.earnedAt),
    }),
  }),
})

const userTitleRef = builder.objectRef<LearnerTitle>('UserTitle').implement({
  description: 'The learner’s title. It never falls.',
  fields: t => ({
    current: t.field({
      type: definitionRef,
      description: 'The title they have.',
      resolve: title => findTitle(title.currentTitle),
    }),
    next: t.field({
      type: definitionRef,
      nullable: true,
      description: 'The next rung; null at the top.',
      resolve: title => nextTitle(title.currentTitle, title)?.next ?? null,
    }),
    progressToNext: t.float({
      description: 'How much of what the next title needs is there, 0–1; 1 at the top.',
      resolve: title => nextTitle(title.currentTitle, title)?.progress ?? 1,
    }),
    totalCardsMastered: t.exposeInt('totalCardsMastered', {
      description: 'Cards that were mastered at least once.',
    }),
    totalGoalsCompleted: t.exposeInt('totalGoalsCompleted', {
      description: 'Goals that were completed, each once.',
    }),
    history: t.field({
      type: [earnedRef],
      description: 'The titles that were earned, in their order.',
      resolve: title => readTitleHistory(title),
    }),
  }),
})

export const titleChangeRef = builder.objectRef<{ from: string; to: string }>('TitleChange').implement({
  description: 'A new title.',
  fields: t => ({
    from: t.exposeString('from', { description: 'The title before.' }),
    to: t.exposeString('to', { description: 'The title now.' }),
  }),
})

builder.queryField('titleDefinitions', t =>
  t.field({
    type: [definitionRef],
    description: 'The ladder of titles, the lowest first, open to everyone.',
    resolve: () => [...titleDefinitions],
  }),
)

builder.prismaObjectField(viewerRef, 'title', t =>
  t.field({
    type: userTitleRef,
    description: 'Their title.',
    resolve: async (_user, _args, { loaders }) => (await loaders.awards()).title,
  }),
)
