import type { FieldFunctionOptions, Reference, TypePolicies } from '@apollo/client/cache'
import { relayStylePagination } from '@apollo/client/utilities'

/** Looks an object up by its id, so that a page opened from a list finds what the list has loaded. */
const byId = (typename: string) => ({
  read(existing: Reference | null | undefined, { args, toReference }: FieldFunctionOptions) {
    return existing === undefined ? toReference({ __typename: typename, id: args?.id }) : existing
  },
})

const mergeFields = { merge: true } as const
const replace = { merge: false } as const

export const typePolicies: TypePolicies = {
  Query: {
    fields: {
      goal: byId('Goal'),
      skillNode: byId('SkillNode'),
      flashcard: byId('Flashcard'),
      studySession: byId('StudySession'),
      generationJob: byId('GenerationJob'),
      serverInfo: mergeFields,
    },
  },
  Viewer: {
    fields: {
      goals: relayStylePagination(['status', 'search', 'orderBy']),
      flashcards: relayStylePagination(['filter', 'orderBy']),
      reviews: relayStylePagination(['goalId', 'reviewedAfter']),
      settings: mergeFields,
      due: mergeFields,
      apiTokens: replace,
      deletions: replace,
      dueCards: replace,
      progress: mergeFields,
      achievements: replace,
    },
  },
  Goal: { fields: { due: mergeFields } },
  SkillTree: { fields: { nodes: replace } },
  SkillNode: {
    fields: {
      due: mergeFields,
      children: replace,
      flashcards: relayStylePagination(['status', 'includeDescendants', 'search']),
    },
  },
  Flashcard: { fields: { reviews: relayStylePagination(), nextReviews: replace } },
  GenerationJob: { fields: { drafts: replace, treeProposal: replace } },
  StudySession: { fields: { items: replace } },
  CuratedTree: { keyFields: ['slug'] },
  // A choice and an item belong to where they are shown; their ids or positions mean nothing elsewhere.
  Choice: { keyFields: false },
  StudyItem: { keyFields: false },
}
