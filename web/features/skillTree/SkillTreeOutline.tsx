import type { FragmentType } from '@apollo/client'
import { useApolloClient } from '@apollo/client/react'
import { useNavigate } from '@tanstack/react-router'
import { type MouseEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useFragmentData } from '../../apollo/useFragmentData.ts'
import type { SkillTreeOutlineFragment } from '../../gql/graphql.ts'
import { isGrowing, type JobState } from '../generation/jobState.ts'
import { AddOutlineDialog } from './AddOutlineDialog.tsx'
import { DeleteNodeDialog } from './DeleteNodeDialog.tsx'
import { EmptyTree } from './EmptyTree.tsx'
import { NewNodeRow } from './NewNodeRow.tsx'
import classes from './Outline.module.css'
import type { RowCommand } from './OutlineRowMenu.tsx'
import { OutlineRowView, rowElementId } from './OutlineRowView.tsx'
import { listPath, listRows, listSubtree, MAX_DEPTH, readOutline } from './outline.ts'
import type { KeyStep } from './outlineKeys.ts'
import { type NodePlace, placeByDirection } from './outlineMoves.ts'
import { createTreeActions, describePlace, type TreeNode } from './treeActions.ts'
import { SkillTreeOutlineFragmentDoc } from './treeDocuments.ts'
import { useCollapsed } from './useCollapsed.ts'
import { useOutlineDrag } from './useOutlineDrag.ts'
import { useOutlineKeys } from './useOutlineKeys.ts'

interface SkillTreeOutlineProps {
  tree: FragmentType<SkillTreeOutlineFragment>
  selectedId: string | undefined
  onOpen: (nodeId: string) => void
  /** What makes the tree, or made it last. */
  job?: JobState
}

/** What is being done with which node, beside walking through the tree. */
interface Doing {
  what: 'rename' | 'add' | 'menu' | 'delete' | 'addOutline'
  id: string
  /** As it was then: a dialog still names it when it is gone from the tree. */
  node: TreeNode
}

const directions = ['up', 'down', 'left', 'right'] as const

export function SkillTreeOutline({ tree: masked, selectedId, onOpen, job }: SkillTreeOutlineProps) {
  const tree = useFragmentData(SkillTreeOutlineFragmentDoc, masked)
  const client = useApolloClient()
  const navigate = useNavigate()
  const latest = useRef(tree)
  latest.current = tree
  const actions = useMemo(() => createTreeActions(client, () => latest.current), [client])

  const outline = useMemo(() => readOutline(tree.nodes), [tree.nodes])
  const { collapsed, setOpen } = useCollapsed(tree.id, tree.nodes)
  const rows = useMemo(() => listRows(outline, collapsed), [outline, collapsed])
  const [doing, setDoing] = useState<Doing | null>(null)
  const [activeId, setActiveId] = useState(selectedId ?? outline.rootId)
  const [announcement, setAnnouncement] = useState('')
  const focusNext = useRef<string>(undefined)

  const activeRow = rows.find(row => row.node.id === activeId) ?? rows[0]
  const subtreeOfAdd = doing?.what === 'add' ? listSubtree(outline, doing.id).map(node => node.id) : []
  const lastRowOfAdd = rows.findLast(row => subtreeOfAdd.includes(row.node.id))?.node.id

  // Opens the way to a node that was chosen elsewhere.
  useEffect(() => {
    if (!selectedId) return
    setActiveId(selectedId)
    const above = listPath(outline, selectedId).slice(0, -1)
    if (above.some(node => collapsed.has(node.id)))
      setOpen(
        above.map(node => node.id),
        true,
      )
  }, [selectedId])

  useEffect(() => {
    if (!focusNext.current) return
    document.getElementById(rowElementId(focusNext.current))?.focus()
    focusNext.current = undefined
  })

  const focusRow = (id: string) => {
    setActiveId(id)
    focusNext.current = id
  }

  const moveTo = async (id: string, place: NodePlace) => {
    setOpen([place.parentId], true)
    const moving = actions.move(id, place)
    focusRow(id)
    if (await moving) setAnnouncement(describePlace(latest.current.nodes, id))
  }

  const runCommand = (id: string, command: RowCommand) => {
    const direction = directions.find(candidate => candidate === command)
    if (direction) {
      const place = placeByDirection(outline, id, direction)
      focusRow(id)
      setDoing(null)
      if (place) moveTo(id, place)
      else setAnnouncement('It cannot be moved that way.')
      return
    }
    const entry = outline.entries.get(id)
    if (!entry) return
    if (command === 'study') {
      const goalId = tree.goal.id
      navigate({ to: '/study', search: entry.parentId ? { goalId, nodeId: id } : { goalId } })
      return
    }
    if (command === 'delete' && entry.parentId === null) return
    if ((command === 'add' || command === 'addOutline') && entry.node.depth >= MAX_DEPTH) return
    if (command === 'add') setOpen([id], true)
    setActiveId(id)
    setDoing({ what: command as Doing['what'], id, node: entry.node })
  }

  /** The focus goes to what the deleted node hung on; so does the choice, if it went with the branch. */
  const leaveDeleted = (id: string) => {
    const parentId = outline.entries.get(id)?.parentId
    if (!parentId) return
    if (listSubtree(outline, id).some(node => node.id === selectedId)) onOpen(parentId)
    focusRow(parentId)
  }

  /** The focus goes back to the row, unless the row is what went. */
  const closeDialog = () => {
    setDoing(null)
    if (latest.current.nodes.some(node => node.id === doing?.id)) focusRow(doing!.id)
  }

  const openMenu = (id: string) => setDoing({ what: 'menu', id, node: outline.entries.get(id)!.node })

  const step = ({ focusId, expand, collapse }: KeyStep) => {
    if (expand) setOpen(expand, true)
    if (collapse) setOpen(collapse, false)
    if (focusId) focusRow(focusId)
  }

  const onKeyDown = useOutlineKeys({
    rows,
    onStep: step,
    onOpen,
    onMenu: id => openMenu(id),
    onCommand: runCommand,
  })
  const { drag, onPointerDown } = useOutlineDrag({
    outline,
    rows,
    onDrop: moveTo,
    onExpand: id => setOpen([id], true),
  })

  const onClick = (event: MouseEvent) => {
    const element = event.target as Element
    const id = element.closest<HTMLElement>('[data-node-id]')?.dataset.nodeId
    if (!id || element.closest('input, [role="menu"]')) return
    const action = element.closest<HTMLElement>('[data-action]')?.dataset.action
    const node = outline.entries.get(id)!.node
    setActiveId(id)
    if (action === 'toggle') setOpen([id], collapsed.has(id))
    else if (action === 'switch') actions.setEnabled(id, !node.isEnabled)
    else if (action === 'add') runCommand(id, 'add')
    else if (action === 'menu') openMenu(id)
    else if (action === undefined) onOpen(id)
  }

  // One object for all rows and for ever, so that a row renders only when it changes itself.
  const run = useRef({ runCommand, focusRow })
  run.current = { runCommand, focusRow }
  const rowPorts = useMemo(
    () => ({
      onRename: (id: string, title: string) => void actions.rename(id, title),
      onRenamed: (id: string) => {
        setDoing(null)
        run.current.focusRow(id)
      },
      onCommand: (id: string, command: RowCommand) => {
        setDoing(null)
        run.current.runCommand(id, command)
      },
      onMenuClose: (id: string) => {
        setDoing(current => (current?.what === 'menu' ? null : current))
        run.current.focusRow(id)
      },
    }),
    [actions],
  )

  const newRow = (parent: TreeNode) => (
    <NewNodeRow
      key="new"
      parent={parent}
      onAdd={title => actions.add(parent.id, title)}
      onClose={() => {
        setDoing(null)
        focusRow(parent.id)
      }}
    />
  )

  return (
    <>
      <div
        role="tree"
        aria-label={`Topics of ${tree.goal.title}`}
        className={classes.tree}
        data-dragging={drag !== null || undefined}
        data-growing={isGrowing(job) || undefined}
        aria-busy={isGrowing(job) || undefined}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onPointerDown={onPointerDown}
      >
        {rows.flatMap(({ parentId: _, ...row }) => {
          const { id } = row.node
          const isDoing = doing?.id === id
          const view = (
            <OutlineRowView
              key={id}
              {...row}
              {...rowPorts}
              isActive={row.node === activeRow?.node}
              isSelected={id === selectedId}
              isRenaming={isDoing && doing.what === 'rename'}
              isMenuOpen={isDoing && doing.what === 'menu'}
              isDragged={drag?.id === id}
              dropZone={drag?.target?.rowId === id ? drag.target.zone : undefined}
              canHaveChildren={row.node.depth < MAX_DEPTH}
            />
          )
          // Beside the rows under a key of its own: it keeps its focus while rows come before it.
          return doing && id === lastRowOfAdd ? [view, newRow(doing.node)] : [view]
        })}
      </div>
      {isGrowing(job) && <div className={classes.awaited} />}
      <div className="visuallyHidden" aria-live="polite">
        {announcement}
      </div>
      {tree.nodes.length === 1 && doing?.what !== 'add' && (
        <EmptyTree
          goalId={tree.goal.id}
          job={job}
          onCommand={command => runCommand(outline.rootId, command)}
        />
      )}
      {doing?.what === 'delete' && (
        <DeleteNodeDialog
          node={doing.node}
          belowCount={listSubtree(outline, doing.id).length - 1}
          onDelete={deleteCards => actions.remove(doing.id, deleteCards)}
          onDeleted={() => leaveDeleted(doing.id)}
          onClose={closeDialog}
        />
      )}
      {doing?.what === 'addOutline' && (
        <AddOutlineDialog
          parent={doing.node}
          onAdd={text => actions.addOutline(doing.id, text)}
          onClose={closeDialog}
        />
      )}
    </>
  )
}
