import { useQuery } from '@apollo/client/react'
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { renderWithApp } from '../../../testing/renderWithApp.tsx'
import { NodePageQuery } from '../nodePanelQuery.ts'
import { TreeMap } from './TreeMap.tsx'

type Facts = [path: string, title: string, change?: Record<string, unknown>]

const small: Facts[] = [
  ['1', 'Kubernetes'],
  ['1.1', 'Storage', { subtreeCardCount: 5, due: { __typename: 'DueCounts', now: 2, new: 1 } }],
  ['1.1.1', 'Volumes'],
  ['1.1.2', 'Classes', { subtreeCardCount: 1, masteryPercentage: 100 }],
  ['1.2', 'Networking', { isEnabled: false }],
  ['1.2.1', 'Services'],
]

const tree = (facts: Facts[]) => ({
  __typename: 'SkillTree',
  id: 't',
  nodeCount: facts.length,
  goal: {
    __typename: 'Goal',
    id: 'g',
    title: 'Kubernetes',
    masteryPercentage: 40,
    cardCount: 5,
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
  nodes: facts.map(([path, title, change]) => ({
    __typename: 'SkillNode',
    id: title,
    title,
    path,
    depth: path.split('.').length - 1,
    sortOrder: Number(path.split('.').at(-1)) - 1,
    isEnabled: true,
    masteryPercentage: 40,
    cardCount: 0,
    subtreeCardCount: 0,
    due: { __typename: 'DueCounts', now: 0, new: 0 },
    ...change,
  })),
})

const page = (facts: Facts[]) => ({
  skillNode: { __typename: 'SkillNode' as const, id: 'Kubernetes', title: 'Kubernetes', tree: tree(facts) },
})

interface MapProps {
  selectedId?: string
  onOpen: (id: string) => void
}

function Shown({ selectedId, onOpen }: MapProps) {
  const { data } = useQuery(NodePageQuery, { variables: { id: 'Kubernetes' } })
  if (!data?.skillNode) return null
  return <TreeMap tree={data.skillNode.tree} selectedId={selectedId} onOpen={onOpen} />
}

async function renderMap({ facts = small, selectedId }: { facts?: Facts[]; selectedId?: string } = {}) {
  const onOpen = vi.fn()
  const view = await renderWithApp(<Shown selectedId={selectedId} onOpen={onOpen} />, {
    mocks: [
      { request: { query: NodePageQuery, variables: { id: 'Kubernetes' } }, result: { data: page(facts) } },
    ],
  })
  const map = await screen.findByRole('application', { name: 'Map of Kubernetes' })
  await tile('Kubernetes', map)
  return { ...view, map, onOpen }
}

const tile = (title: string, within_: HTMLElement = document.body) =>
  within(within_).findByRole('button', { name: new RegExp(`^${title} `) })
const titles = () =>
  [...document.querySelectorAll<HTMLElement>('[data-action="open"]')].map(face => face.dataset.nodeId)

test('every tile says its figures, and one is in the tab order', async () => {
  const { map } = await renderMap()
  expect(titles()).toEqual(['Kubernetes', 'Storage', 'Volumes', 'Classes', 'Networking', 'Services'])
  expect(await tile('Storage')).toHaveAccessibleName('Storage 40 % mastered 5 cards 3 ready')
  expect(await tile('Classes')).toHaveAccessibleName('Classes 100 % mastered 1 card')
  expect(await tile('Volumes')).toHaveAccessibleName('Volumes no cards')
  expect(await tile('Networking')).toHaveAccessibleName(/, switched off$/)
  expect(await tile('Services')).toHaveAccessibleName(/, off with the branch above$/)
  expect(map).toHaveAccessibleDescription(/A screen reader says more in the outline\.$/)
  const inTabOrder = within(map)
    .getAllByRole('button')
    .filter(button => button.tabIndex === 0)
  expect(inTabOrder).toEqual([await tile('Kubernetes')])
})

test('arrows walk to children, neighbours and parents, and the tab stop walks with them', async () => {
  await renderMap()
  const root = await tile('Kubernetes')
  act(() => root.focus())
  await userEvent.keyboard('{ArrowRight}')
  expect(await tile('Storage')).toHaveFocus()
  await userEvent.keyboard('{ArrowRight}{ArrowDown}{ArrowDown}')
  expect(await tile('Services')).toHaveFocus()
  await userEvent.keyboard('{ArrowLeft}')
  expect(await tile('Networking')).toHaveFocus()
  expect(await tile('Networking')).toHaveAttribute('tabindex', '0')
  expect(root).toHaveAttribute('tabindex', '-1')
  await userEvent.keyboard('{Home}')
  expect(root).toHaveFocus()
})

test('Space closes and opens a branch, Enter and a click open the topic', async () => {
  const { onOpen } = await renderMap()
  const storage = await tile('Storage')
  act(() => storage.focus())
  await userEvent.keyboard(' ')
  expect(storage).toHaveAttribute('aria-expanded', 'false')
  expect(titles()).toEqual(['Kubernetes', 'Storage', 'Networking', 'Services'])
  expect(onOpen).not.toHaveBeenCalled()
  await userEvent.keyboard('{ArrowRight}')
  expect(storage).toHaveAttribute('aria-expanded', 'true')
  expect(storage).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  expect(onOpen).toHaveBeenLastCalledWith('Storage')
  fireEvent.click(await tile('Services'))
  expect(onOpen).toHaveBeenLastCalledWith('Services')
  expect(onOpen).toHaveBeenCalledTimes(2)
})

test('the button of a branch says how many topics it hides, and closes and opens without opening the topic', async () => {
  const { onOpen } = await renderMap()
  fireEvent.click(screen.getByRole('button', { name: 'Close Storage' }))
  const closed = await screen.findByRole('button', { name: 'Open Storage: 2 topics' })
  expect(closed).toHaveTextContent('2')
  expect(await tile('Storage')).toHaveFocus()
  fireEvent.click(closed)
  expect(await tile('Volumes')).toBeInTheDocument()
  fireEvent.click(screen.getByRole('button', { name: 'Close the branches' }))
  await waitFor(() => expect(titles()).toEqual(['Kubernetes', 'Storage', 'Networking']))
  fireEvent.click(screen.getByRole('button', { name: 'Open every branch' }))
  await waitFor(() => expect(titles()).toHaveLength(6))
  expect(onOpen).not.toHaveBeenCalled()
})

test('the chosen topic is marked, and the way to it is opened', async () => {
  sessionStorage.setItem('memoryloop.closed.t', '["Storage"]')
  await renderMap({ selectedId: 'Volumes' })
  const chosen = await tile('Volumes')
  expect(chosen).toHaveAttribute('aria-current', 'true')
  expect(chosen).toHaveAttribute('tabindex', '0')
  expect(document.querySelectorAll('[aria-current]')).toHaveLength(1)
})

test('a big tree starts with its subtopics closed', async () => {
  const topics = Array.from({ length: 30 }, (_, index) => index + 1)
  await renderMap({
    facts: [
      ['1', 'Kubernetes'],
      ['1.1', 'Storage'],
      ...topics.flatMap((number): Facts[] => [
        [`1.1.${number}`, `Topic ${number}`],
        [`1.1.${number}.1`, `Part ${number}.1`],
        [`1.1.${number}.2`, `Part ${number}.2`],
      ]),
    ],
  })
  expect(titles()).toHaveLength(32)
  expect(await tile('Topic 30')).toHaveAttribute('aria-expanded', 'false')
  expect(screen.getByRole('button', { name: 'Open Topic 30: 2 topics' })).toBeInTheDocument()
})

test('a node that comes while the tree grows has its tile, and the focus stays where it is', async () => {
  const { client } = await renderMap()
  const volumes = await tile('Volumes')
  act(() => volumes.focus())
  act(() => {
    client.writeQuery({
      query: NodePageQuery,
      variables: { id: 'Kubernetes' },
      data: page([...small, ['1.1.3', 'Snapshots']]) as never,
    })
  })
  expect(await tile('Snapshots')).toBeInTheDocument()
  expect(volumes).toHaveFocus()
})
