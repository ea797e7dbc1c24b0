import { CombinedGraphQLErrors } from '@apollo/client/errors'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { RegenerateSkillTree } from '../generation/generationDocuments.ts'
import { makeJob } from '../generation/generationFixture.ts'
import { ApplyTreeProposal } from './proposalDocuments.ts'
import { describeCounts, TreeProposalPage } from './TreeProposalPage.tsx'

const due = { now: 0, today: 0, thisWeek: 0, new: 0, estimatedSeconds: 0, nextDueAt: null }
const row = (path: string, title: string, cardCount = 0) => ({
  __typename: 'SkillNode',
  id: title,
  title,
  path,
  depth: path.split('.').length - 1,
  sortOrder: Number(path.split('.').at(-1)) - 1,
  isEnabled: true,
  masteryPercentage: 0,
  cardCount,
  subtreeCardCount: cardCount,
  due: { __typename: 'DueCounts', now: 0, new: 0 },
})

const tree = (...nodes: ReturnType<typeof row>[]) => ({
  __typename: 'SkillTree',
  id: 't',
  nodeCount: nodes.length,
  goal: {
    __typename: 'Goal',
    id: 'g',
    title: 'Kubernetes',
    masteryPercentage: 0,
    cardCount: 7,
    due: { __typename: 'DueCounts', ...due },
  },
  nodes,
})

const goal = {
  id: 'g',
  title: 'Kubernetes',
  skillTree: tree(
    row('1', 'Kubernetes'),
    row('1.1', 'Storage', 4),
    row('1.2', 'History'),
    row('1.2.1', 'Borg', 3),
  ),
}
const proposal = {
  nodes: [
    { path: '1.1', title: 'Storage', depth: 1 },
    { path: '1.2', title: 'Networking', depth: 1 },
    { path: '1.3', title: 'Unsorted', depth: 1 },
    { path: '1.3.1', title: 'Borg', depth: 2 },
  ],
  moves: [
    { kind: 'KEPT', from: { id: 'Kubernetes' }, toPath: '1', cardCount: 0 },
    { kind: 'KEPT', from: { id: 'Storage' }, toPath: '1.1', cardCount: 4 },
    { kind: 'NEW', from: null, toPath: '1.2', cardCount: 0 },
    { kind: 'NEW', from: null, toPath: '1.3', cardCount: 0 },
    { kind: 'UNMATCHED', from: { id: 'Borg' }, toPath: '1.3.1', cardCount: 3 },
    { kind: 'UNMATCHED', from: { id: 'History', notes: 'Where it came from.' }, toPath: null, cardCount: 0 },
  ] as const,
}

const show = (mocks: Parameters<typeof renderWithApp>[1] = {}) =>
  renderWithApp(<TreeProposalPage jobId="j" goal={goal as never} proposal={proposal as never} />, mocks)

const applying = { query: ApplyTreeProposal, variables: { jobId: 'j' } }

test('each topic says in words what becomes of it, and nothing of the cards is lost', async () => {
  await show()
  const list = screen.getByRole('region', { name: 'The new tree' })
  const words = within(list)
    .getAllByRole('listitem')
    .map(item => item.textContent)
  expect(words).toEqual([
    'Storage 4 cards Kept',
    'Networking  New',
    'Unsorted keeps what has cards and no place in the new tree ',
    'Borg 3 cards Goes to Unsorted',
  ])
  const gone = screen.getByRole('region', { name: /What goes/ })
  expect(within(gone).getByRole('listitem')).toHaveTextContent('History Goes')
  expect(screen.getByText('1 kept, 1 new, 1 to Unsorted, 1 goes')).toBeInTheDocument()
  expect(screen.getByText(/All 7 cards move along/)).toHaveTextContent(
    'The notes of one topic that goes go too; Settings → Deleted brings them back.',
  )
})

test('Apply puts it in place and leads back to the goal', async () => {
  const skillTree = tree(row('1', 'Kubernetes'), row('1.1', 'Storage', 4))
  const { router } = await show({
    mocks: [
      {
        request: applying,
        result: { data: { applyTreeProposal: { __typename: 'SkillTreePayload', skillTree } } },
      },
    ],
  })
  await userEvent.click(screen.getByRole('button', { name: 'Apply' }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/goals/g'))
  expect(await screen.findByText(/The new tree is in place/)).toBeInTheDocument()
})

test('a tree that has changed since is said so, and another can be made', async () => {
  const message = 'The tree of "Kubernetes" has changed since this proposal. Ask for a new one.'
  const errors = [{ message, extensions: { code: 'CONFLICT' } }]
  const { router } = await show({
    mocks: [
      { request: applying, error: new CombinedGraphQLErrors({ errors, data: null } as never) },
      {
        request: {
          query: RegenerateSkillTree,
          variables: { input: { goalId: 'g', feedback: 'Less history' } },
        },
        result: {
          data: {
            regenerateSkillTree: {
              __typename: 'GenerationJobPayload',
              job: {
                ...makeJob({ id: 'k', kind: 'REGENERATE_SKILL_TREE', status: 'QUEUED' }),
                goal: {
                  __typename: 'Goal',
                  id: 'g',
                  latestJob: { __typename: 'GenerationJob', id: 'k' },
                },
              },
            },
          },
        },
      },
    ],
  })
  await userEvent.click(screen.getByRole('button', { name: 'Apply' }))
  expect(await screen.findByRole('alert')).toHaveTextContent(message)
  await userEvent.click(screen.getByRole('button', { name: 'Make another' }))
  await userEvent.type(await screen.findByLabelText('What should be different?'), 'Less history')
  await userEvent.click(screen.getByRole('button', { name: 'Make another tree' }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/goals/g'))
})

test.each([
  [{ kept: 1200, moved: 0, new: 0, unsorted: 0, gone: 0 }, '1,200 kept'],
  [{ kept: 0, moved: 2, new: 1, unsorted: 0, gone: 2 }, '2 moved, 1 new, 2 go'],
])('counts in words: %o', (counts, words) => {
  expect(describeCounts(counts)).toBe(words)
})
