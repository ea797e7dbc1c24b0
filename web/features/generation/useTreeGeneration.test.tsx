import { act, screen } from '@testing-library/react'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { GrowingTreeQuery } from './generationDocuments.ts'
import { jobAsked, makeJob, openSocket } from './generationFixture.ts'
import { useTreeGeneration } from './useTreeGeneration.ts'

const node = (path: string) => ({
  __typename: 'SkillNode',
  id: path,
  title: `Topic ${path}`,
  path,
  depth: path.split('.').length - 1,
  sortOrder: 0,
  isEnabled: true,
  masteryPercentage: 0,
  cardCount: 0,
  subtreeCardCount: 0,
  due: { __typename: 'DueCounts', now: 0, new: 0 },
})

const treeOf = (...paths: string[]) => ({
  request: { query: GrowingTreeQuery, variables: { goalId: 'g' } },
  result: {
    data: {
      goal: {
        __typename: 'Goal',
        id: 'g',
        skillTree: {
          __typename: 'SkillTree',
          id: 't',
          nodeCount: paths.length,
          goal: {
            __typename: 'Goal',
            id: 'g',
            title: 'Kubernetes',
            masteryPercentage: 0,
            cardCount: 0,
            due: {
              __typename: 'DueCounts',
              now: 0,
              today: 0,
              thisWeek: 0,
              new: 0,
              estimatedSeconds: 0,
              nextDueAt: null,
            },
          },
          nodes: paths.map(node),
        },
      },
    },
  },
})

function Growth({ latest }: { latest: ReturnType<typeof makeJob> }) {
  const job = useTreeGeneration('g', latest)
  return <p>{job ? `${job.kind} ${job.status} ${job.message}` : 'none'}</p>
}

/** Cards are asked for by its button. */
function Latest() {
  const [latest, setLatest] = useState(makeJob())
  return (
    <>
      <Growth latest={latest} />
      <button type="button" onClick={() => setLatest(makeJob({ id: 'c', kind: 'FLASHCARDS' }))}>
        Cards
      </button>
    </>
  )
}

test('each step brings the tree as it is by then', async () => {
  const socket = openSocket()
  const { cache } = await renderWithApp(<Growth latest={makeJob()} />, {
    mocks: [jobAsked(), treeOf('1', '1.1'), treeOf('1', '1.1', '1.2')],
    socket: socket.link,
  })
  const countNodes = () => {
    const stored = cache.extract() as Record<string, { nodes?: unknown[] }>
    return stored['SkillTree:t']?.nodes?.length
  }
  await screen.findByText(/14 topics/)
  expect(countNodes()).toBeUndefined()
  act(() => socket.tell({ message: '15 topics so far' }))
  await expect.poll(countNodes).toBe(2)
  act(() => socket.tell({ message: '16 topics', status: 'SUCCEEDED' }))
  await expect.poll(countNodes).toBe(3)
})

test('it is followed on when the goal’s latest job makes cards', async () => {
  const socket = openSocket()
  await renderWithApp(<Latest />, {
    mocks: [jobAsked(), treeOf('1', '1.1')],
    socket: socket.link,
  })
  await screen.findByText('SKILL_TREE RUNNING 14 topics so far')
  act(() => screen.getByRole('button').click())
  act(() => socket.tell({ message: '15 topics so far' }))
  expect(await screen.findByText('SKILL_TREE RUNNING 15 topics so far')).toBeInTheDocument()
})

test('cards alone are no tree', async () => {
  await renderWithApp(<Growth latest={makeJob({ id: 'c', kind: 'FLASHCARDS' })} />)
  expect(screen.getByText('none')).toBeInTheDocument()
})
