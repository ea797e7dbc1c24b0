import { ApolloLink } from '@apollo/client'
import type { DocumentNode } from 'graphql'
import { Observable, type Subscriber } from 'rxjs'
import type { FlashcardFilter, GenerateFlashcardsInput } from '../../gql/graphql.ts'
import { UpdateCard } from '../cards/cardDocuments.ts'
import { GenerationJobQuery } from '../generation/generationDocuments.ts'
import type { JobState } from '../generation/jobState.ts'
import { ServerInfoQuery } from '../generation/serverInfoQuery.ts'
import { UndoDeletion } from '../goals/useUndoDeletion.ts'
import {
  CardJobQuery,
  GenerateFlashcards,
  JobVersionsQuery,
  RefineDrafts,
  WaitingDraftsQuery,
} from './cardJobDocuments.ts'
import {
  ApproveDrafts,
  DiscardDrafts,
  DraftIdsQuery,
  DraftQuery,
  DraftsGoalQuery,
  DraftsQuery,
} from './draftDocuments.ts'

const minute = (count: number) => `2026-03-10T12:${String(count).padStart(2, '0')}:00Z`

/** A draft of the node `n`, made at a minute of its own; another version names what it replaces. */
export function makeDraft(id: string, at: number, change: object = {}) {
  return {
    __typename: 'Flashcard' as const,
    id,
    status: 'DRAFT' as 'DRAFT' | 'ACTIVE',
    deletedAt: null as string | null,
    createdAt: minute(at),
    updatedAt: minute(at),
    skillNode: { __typename: 'SkillNode', id: 'n', title: 'Pods' },
    question: `Question ${id}?`,
    answer: `Answer ${id}`,
    explanation: null,
    cardType: 'FLASHCARD',
    distractors: [] as string[],
    scenario: null,
    tags: [],
    sourceUrl: null,
    similarTo: [] as object[],
    replaces: null as object | null,
    ...change,
  }
}

type FakeDraft = ReturnType<typeof makeDraft>

/** As much of the server as drafts need: what it holds can be changed, and what it was asked is kept. */
export class DraftServer {
  drafts: FakeDraft[]
  job: (JobState & { droppedCount: number; finishedAt: string | null; skillNode: object | null }) | null =
    null
  /** Says no to everything that changes something. */
  refusal: string | null = null
  isAiConfigured = true
  pageSize = 20
  readonly asked: [what: string, variables: unknown][] = []
  readonly #listeners = new Set<Subscriber<ApolloLink.Result>>()
  /** Tells of the job as it is, and then of every step. */
  readonly socket = new ApolloLink(
    () =>
      new Observable(listener => {
        listener.next({ data: { generationJob: this.job } })
        this.#listeners.add(listener)
        return () => this.#listeners.delete(listener)
      }),
  )

  constructor(...drafts: FakeDraft[]) {
    this.drafts = drafts
  }

  makeJob(change: object = {}) {
    this.job = {
      ...({ __typename: 'GenerationJob' } as object),
      id: 'j',
      kind: 'FLASHCARDS',
      status: 'RUNNING',
      progress: 0.1,
      message: 'Writing cards for “Pods”',
      errorCode: null,
      droppedCount: 0,
      finishedAt: null,
      skillNode: { __typename: 'SkillNode', id: 'n', title: 'Pods' },
      ...change,
    }
    return { ...this.job, goal: { __typename: 'Goal', id: 'g', latestJob: { ...this.job } } }
  }

  /** The job goes on, and those who listen hear of it. */
  step(change: Partial<NonNullable<DraftServer['job']>>) {
    this.job = { ...this.job!, ...change }
    for (const listener of this.#listeners) listener.next({ data: { generationJob: this.job } })
  }

  get open(): FakeDraft[] {
    return this.drafts.filter(draft => draft.status === 'DRAFT' && !draft.deletedAt)
  }

  mocks() {
    const answer = <Variables>(query: DocumentNode, result: (variables: Variables) => object) => ({
      request: { query, variables: () => true },
      result: (variables: Variables) => ({ data: result(variables) }),
      maxUsageCount: Number.POSITIVE_INFINITY,
    })
    const change = <Variables>(query: DocumentNode, what: string, run: (variables: Variables) => object) => ({
      request: { query, variables: () => true },
      result: (variables: Variables) => {
        this.asked.push([what, variables])
        if (this.refusal === null) return { data: run(variables) }
        return { errors: [{ message: this.refusal, extensions: { code: 'CONFLICT' } }] }
      },
      maxUsageCount: Number.POSITIVE_INFINITY,
    })
    return [
      answer(DraftsQuery, ({ after }: { after?: string | null }) => this.#list(after, this.pageSize)),
      answer(DraftIdsQuery, ({ after }: { filter: FlashcardFilter; after?: string | null }) =>
        this.#list(after, 100),
      ),
      answer(DraftQuery, ({ id }: { id: string }) => ({ flashcard: this.#find(id) })),
      answer(DraftsGoalQuery, () => ({ goal: this.#goal() })),
      answer(WaitingDraftsQuery, () => ({
        goal: { __typename: 'Goal', id: 'g', latestJob: this.job },
        skillNode: { __typename: 'SkillNode', id: 'n', subtreeDraftCount: this.open.length },
      })),
      answer(ServerInfoQuery, () => ({
        serverInfo: { __typename: 'ServerInfo', aiConfigured: this.isAiConfigured },
      })),
      answer(GenerationJobQuery, () => ({ generationJob: this.job })),
      answer(CardJobQuery, () => ({ generationJob: { ...this.job, drafts: this.open } })),
      answer(JobVersionsQuery, () => ({
        generationJob: { ...this.job, drafts: this.open.filter(draft => draft.replaces) },
      })),
      change(GenerateFlashcards, 'generate', (_: { input: GenerateFlashcardsInput }) => ({
        generateFlashcards: { __typename: 'GenerationJobPayload', job: this.makeJob() },
      })),
      change(RefineDrafts, 'refine', () => ({
        refineDrafts: {
          __typename: 'GenerationJobPayload',
          job: this.makeJob({ id: 'refinement', kind: 'REFINE_FLASHCARDS' }),
        },
      })),
      change(ApproveDrafts, 'approve', ({ ids }: { ids: string[] }) => {
        for (const id of ids) this.#find(id).status = 'ACTIVE'
        return {
          approveDrafts: { __typename: 'FlashcardsPayload', flashcards: ids.map(id => this.#find(id)) },
        }
      }),
      change(DiscardDrafts, 'discard', ({ ids }: { ids: string[] }) => {
        for (const id of ids) this.#find(id).deletedAt = minute(59)
        return { discardDrafts: { __typename: 'DeletionPayload', deletion: makeDeletion(ids) } }
      }),
      change(UndoDeletion, 'undo', ({ id }: { id: string }) => {
        const back = id.split('+').map(each => this.#find(each))
        for (const draft of back) draft.deletedAt = null
        return { undoDeletion: { __typename: 'UndoDeletionPayload', goals: [], flashcards: back } }
      }),
      change(UpdateCard, 'update', ({ input }: { input: { id: string } }) => {
        Object.assign(this.#find(input.id), input)
        return { updateFlashcard: { __typename: 'FlashcardPayload', flashcard: this.#find(input.id) } }
      }),
    ]
  }

  #find(id: string): FakeDraft {
    const draft = this.drafts.find(each => each.id === id)
    if (!draft) throw new Error(`Draft ${id} is none of the test's.`)
    return draft
  }

  #list(after: string | null | undefined, size: number) {
    const open = this.open.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
    const rest = after ? open.filter(draft => `${draft.createdAt} ${draft.id}` > after) : open
    const page = rest.slice(0, size)
    const cursorOf = (draft: FakeDraft) => `${draft.createdAt} ${draft.id}`
    const flashcards = {
      __typename: 'FlashcardConnection',
      totalCount: open.length,
      edges: page.map(draft => ({
        __typename: 'FlashcardEdge',
        cursor: cursorOf(draft),
        node: { ...draft },
      })),
      pageInfo: {
        __typename: 'PageInfo',
        hasNextPage: rest.length > page.length,
        endCursor: page.length > 0 ? cursorOf(page.at(-1)!) : null,
      },
    }
    return { viewer: { __typename: 'Viewer', id: 'v', flashcards } }
  }

  #goal() {
    const node = (id: string, title: string, path: string, subtreeDraftCount = 0) => ({
      __typename: 'SkillNode',
      id,
      title,
      path,
      depth: path.split('.').length - 1,
      isEnabled: true,
      cardCount: 0,
      subtreeDraftCount,
    })
    const approvedCount = this.drafts.filter(draft => draft.status === 'ACTIVE').length
    return {
      __typename: 'Goal',
      id: 'g',
      title: 'Kubernetes',
      status: 'ACTIVE',
      cardCount: approvedCount,
      due: { __typename: 'DueCounts', now: 0, new: approvedCount },
      latestJob: this.job,
      skillTree: {
        __typename: 'SkillTree',
        id: 't',
        nodes: [
          node('root', 'Kubernetes', '1', this.open.length),
          node('w', 'Workloads', '1.1', this.open.length),
          node('n', 'Pods', '1.1.1', this.open.length),
          node('s', 'Services', '1.1.2'),
        ],
      },
    }
  }
}

function makeDeletion(ids: readonly string[]) {
  return {
    __typename: 'Deletion',
    id: ids.join('+'),
    title: ids.length === 1 ? 'A card' : `${ids.length} cards`,
    createdAt: minute(59),
    undoableUntil: minute(59),
    unlinkedCardCount: 0,
    deletedCardCount: ids.length,
  }
}
