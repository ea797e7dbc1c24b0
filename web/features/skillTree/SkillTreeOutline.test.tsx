import { useQuery } from '@apollo/client/react'
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, test, vi } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { NodePageQuery } from './nodePanelQuery.ts'
import { SkillTreeOutline } from './SkillTreeOutline.tsx'
import {
  AddSkillNode,
  DeleteSkillNode,
  MoveSkillNode,
  RenameSkillNode,
  SwitchSkillNode,
} from './treeDocuments.ts'

type Facts = [path: string, title: string, change?: Record<string, unknown>]

const small: Facts[] = [
  ['1', 'Kubernetes'],
  ['1.1', 'Storage', { subtreeCardCount: 5, due: { __typename: 'DueCounts', now: 2, new: 1 } }],
  ['1.1.1', 'Volumes'],
  ['1.1.2', 'Storage classes'],
  ['1.2', 'Networking'],
  ['1.2.1', 'Services'],
]

const node = ([path, title, change]: Facts) => ({
  __typename: 'SkillNode',
  id: title.replaceAll(' ', '_'),
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
})

const due = {
  __typename: 'DueCounts',
  now: 0,
  today: 0,
  thisWeek: 0,
  new: 0,
  estimatedSeconds: 0,
  nextDueAt: null,
}

const tree = (facts: Facts[]) => ({
  __typename: 'SkillTree',
  id: 't',
  nodeCount: facts.length,
  goal: { __typename: 'Goal', id: 'g', title: 'Kubernetes', masteryPercentage: 40, cardCount: 5, due },
  nodes: facts.map(node),
})

const pageMock = (facts: Facts[]) => ({
  request: { query: NodePageQuery, variables: { id: 'Kubernetes' } },
  result: {
    data: {
      skillNode: { __typename: 'SkillNode', id: 'Kubernetes', title: 'Kubernetes', tree: tree(facts) },
    },
  },
})

function Tree({ onOpen }: { onOpen: (id: string) => void }) {
  const { data } = useQuery(NodePageQuery, { variables: { id: 'Kubernetes' } })
  if (!data?.skillNode) return null
  return <SkillTreeOutline tree={data.skillNode.tree} selectedId={undefined} onOpen={onOpen} />
}

async function renderTree(mocks: Parameters<typeof renderWithApp>[1] = {}, onOpen = vi.fn(), facts = small) {
  const view = await renderWithApp(<Tree onOpen={onOpen} />, {
    ...mocks,
    mocks: [pageMock(facts), ...(mocks?.mocks ?? [])],
  })
  await screen.findByRole('tree', { name: 'Topics of Kubernetes' })
  return { ...view, onOpen }
}

const row = (title: string) => screen.getByRole('treeitem', { name: new RegExp(`^${title} \\d`) })
const rowTitles = () => screen.getAllByRole('treeitem').map(item => item.dataset.nodeId?.replaceAll('_', ' '))
const focusRow = (title: string) => act(() => row(title).focus())

describe('as a tree', () => {
  test('every row says its level, place, state and figures, and one is in the tab order', async () => {
    await renderTree()
    const storage = row('Storage')
    expect(storage).toHaveAttribute('aria-level', '2')
    expect(storage).toHaveAttribute('aria-posinset', '1')
    expect(storage).toHaveAttribute('aria-setsize', '2')
    expect(storage).toHaveAttribute('aria-expanded', 'true')
    expect(storage).toHaveAccessibleName('Storage 5 cards 3 ready 40 % mastered')
    expect(row('Volumes')).not.toHaveAttribute('aria-expanded')
    const inTabOrder = screen.getAllByRole('treeitem').filter(item => item.tabIndex === 0)
    expect(inTabOrder).toEqual([row('Kubernetes')])
  })

  test('arrows, Home, End, * and letters walk; the tab stop walks with them', async () => {
    await renderTree()
    focusRow('Kubernetes')
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    expect(row('Volumes')).toHaveFocus()
    await userEvent.keyboard('{ArrowLeft}')
    expect(row('Storage')).toHaveFocus()
    await userEvent.keyboard('{ArrowLeft}')
    expect(row('Storage')).toHaveAttribute('aria-expanded', 'false')
    expect(rowTitles()).toEqual(['Kubernetes', 'Storage', 'Networking', 'Services'])
    await userEvent.keyboard('{End}')
    expect(row('Services')).toHaveFocus()
    await userEvent.keyboard('n')
    expect(row('Networking')).toHaveFocus()
    await userEvent.keyboard('*')
    expect(row('Storage')).toHaveAttribute('aria-expanded', 'true')
    await userEvent.keyboard('{Home}')
    expect(row('Kubernetes')).toHaveFocus()
    expect(row('Kubernetes')).toHaveAttribute('tabindex', '0')
    expect(row('Networking')).toHaveAttribute('tabindex', '-1')
  })

  test('Enter and a click open, the disclosure only opens and closes', async () => {
    const { onOpen } = await renderTree()
    focusRow('Volumes')
    await userEvent.keyboard('{Enter}')
    expect(onOpen).toHaveBeenLastCalledWith('Volumes')
    await userEvent.click(within(row('Services')).getByText('Services'))
    expect(onOpen).toHaveBeenLastCalledWith('Services')
    await userEvent.click(row('Storage').querySelector('[data-action="toggle"]')!)
    expect(row('Storage')).toHaveAttribute('aria-expanded', 'false')
    expect(onOpen).toHaveBeenCalledTimes(2)
  })
})

describe('editing', () => {
  test('a tree of nothing but its root offers the first step', async () => {
    await renderTree({}, vi.fn(), [['1', 'Kubernetes']])
    await userEvent.click(screen.getByRole('button', { name: 'Add a category' }))
    expect(screen.getByRole('textbox', { name: 'New category under Kubernetes' })).toHaveFocus()
    expect(screen.queryByRole('button', { name: 'Add a category' })).toBeNull()
  })

  test('F2 renames in place, shows it at once, and takes it back when it is refused', async () => {
    const rename = (title: string) => ({ query: RenameSkillNode, variables: { id: 'Volumes', title } })
    await renderTree({
      mocks: [
        {
          request: rename('Disks'),
          result: { errors: [{ message: 'The title is taken.', extensions: { code: 'CONFLICT' } }] },
          delay: 400,
        },
      ],
    })
    focusRow('Volumes')
    await userEvent.keyboard('{F2}')
    const field = screen.getByRole('textbox', { name: 'Rename Volumes' })
    expect(field).toHaveFocus()
    await userEvent.clear(field)
    await userEvent.type(field, 'Disks{Enter}')
    expect(row('Disks').dataset.nodeId).toBe('Volumes')
    expect(row('Disks')).toHaveFocus()
    expect(await screen.findByText('The title is taken.')).toBeInTheDocument()
    expect(row('Volumes')).toBeInTheDocument()
  })

  test('Escape leaves the title as it was', async () => {
    await renderTree()
    focusRow('Volumes')
    await userEvent.keyboard('{F2}Disks{Escape}')
    expect(row('Volumes')).toHaveFocus()
  })

  test('Alt and an arrow move a node at once, and say where it is', async () => {
    const moved = tree([
      ['1', 'Kubernetes'],
      ['1.1', 'Networking'],
      ['1.1.1', 'Services'],
      ['1.2', 'Storage'],
      ['1.2.1', 'Volumes'],
      ['1.2.2', 'Storage classes'],
    ])
    await renderTree({
      mocks: [
        {
          request: {
            query: MoveSkillNode,
            variables: { id: 'Networking', parentId: 'Kubernetes', position: 0 },
          },
          result: { data: { moveSkillNode: { __typename: 'SkillTreePayload', skillTree: moved } } },
          delay: 30,
        },
      ],
    })
    focusRow('Networking')
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}')
    expect(rowTitles()).toEqual([
      'Kubernetes',
      'Networking',
      'Services',
      'Storage',
      'Volumes',
      'Storage classes',
    ])
    expect(row('Networking')).toHaveFocus()
    expect(await screen.findByText('Networking: 1 of 2 in Kubernetes')).toBeInTheDocument()
  })

  test('switching off dims what is below without touching its flags', async () => {
    const off = small.map(
      ([path, title, change]): Facts =>
        title === 'Storage' ? [path, title, { ...change, isEnabled: false }] : [path, title, change],
    )
    await renderTree({
      mocks: [
        {
          request: { query: SwitchSkillNode, variables: { id: 'Storage', isEnabled: false } },
          result: {
            data: { setSkillNodesEnabled: { __typename: 'SkillTreePayload', skillTree: tree(off) } },
          },
          delay: 20,
        },
      ],
    })
    await userEvent.click(screen.getByRole('switch', { name: 'Study Storage' }))
    expect(screen.getByRole('switch', { name: 'Study Storage' })).not.toBeChecked()
    expect(screen.getByRole('switch', { name: 'Study Volumes' })).toBeChecked()
    expect(row('Volumes')).toHaveAccessibleName(/off with the branch above$/)
    expect(row('Networking')).not.toHaveAccessibleName(/off/)
  })

  test('adding one after another under a node', async () => {
    const withPods: Facts[] = [...small, ['1.2.2', 'Pods']]
    await renderTree({
      mocks: [
        {
          request: { query: AddSkillNode, variables: { parentId: 'Networking', title: 'Pods' } },
          result: {
            data: {
              addSkillNode: {
                __typename: 'SkillNodePayload',
                skillNode: { __typename: 'SkillNode', id: 'Pods', tree: tree(withPods) },
              },
            },
          },
        },
      ],
    })
    await userEvent.click(screen.getByRole('button', { name: 'Add under Networking' }))
    const field = screen.getByRole('textbox', { name: 'New topic under Networking' })
    await userEvent.type(field, 'Pods{Enter}')
    expect(await screen.findByRole('treeitem', { name: /^Pods/ })).toBeInTheDocument()
    await waitFor(() => expect(field).toHaveValue(''))
    await userEvent.type(field, '{Escape}')
    expect(row('Networking')).toHaveFocus()
  })

  test('deleting says how many cards are unlinked, and takes the branch out', async () => {
    const left = tree([
      ['1', 'Kubernetes'],
      ['1.1', 'Networking'],
      ['1.1.1', 'Services'],
    ])
    await renderTree({
      mocks: [
        {
          request: { query: DeleteSkillNode, variables: { id: 'Storage', deleteCards: false } },
          result: {
            data: {
              deleteSkillNode: {
                __typename: 'DeletionPayload',
                deletion: {
                  __typename: 'Deletion',
                  id: 'd',
                  title: 'Storage',
                  createdAt: '2026-03-10T12:00:00Z',
                  undoableUntil: '2026-04-09T12:00:00Z',
                  unlinkedCardCount: 5,
                  deletedCardCount: 0,
                },
                skillTree: left,
              },
            },
          },
        },
      ],
    })
    focusRow('Storage')
    await userEvent.keyboard('{Delete}')
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.getByText(/5 cards will be unlinked/)).toBeInTheDocument()
    await userEvent.click(dialog.getByRole('button', { name: 'Delete' }))
    await waitFor(() => expect(rowTitles()).toEqual(['Kubernetes', 'Networking', 'Services']))
    expect(await screen.findByRole('button', { name: 'Undo' })).toBeInTheDocument()
  })

  test('dragging shows where the node will be, and Escape gives up', async () => {
    await renderTree()
    const box = (top: number) => ({ top, height: 40, left: 0, width: 300 }) as DOMRect
    const rowsAt = screen.getAllByRole('treeitem')
    for (const [index, item] of rowsAt.entries()) item.getBoundingClientRect = () => box(index * 40)
    document.elementFromPoint = (_x, y) => rowsAt[Math.floor(y / 40)] ?? null
    const pointer = { pointerId: 1, isPrimary: true, button: 0, pointerType: 'mouse', clientX: 80 }
    fireEvent.pointerDown(row('Services'), { ...pointer, clientY: 220 })
    fireEvent.pointerMove(window, { ...pointer, clientY: 100 })
    expect(row('Volumes')).toHaveAttribute('data-drop', 'inside')
    fireEvent.pointerMove(window, { ...pointer, clientY: 82 })
    expect(row('Volumes')).toHaveAttribute('data-drop', 'before')
    fireEvent.keyDown(window, { key: 'Escape' })
    expect(row('Volumes')).not.toHaveAttribute('data-drop')
  })
})
