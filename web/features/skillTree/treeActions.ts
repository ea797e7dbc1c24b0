import type { ApolloCache, ApolloClient } from '@apollo/client'
import { forgetViewerField } from '../../apollo/modifyViewer.ts'
import { showErrorToast } from '../../components/toasts.tsx'
import type { SkillTreeOutlineFragment } from '../../gql/graphql.ts'
import { listPath, readOutline } from './outline.ts'
import { moveNode, type NodePlace } from './outlineMoves.ts'
import {
  AddOutline,
  AddSkillNode,
  DeleteSkillNode,
  MoveSkillNode,
  RenameSkillNode,
  SwitchSkillNode,
} from './treeDocuments.ts'

export type Tree = SkillTreeOutlineFragment
export type TreeNode = Tree['nodes'][number]
export type TreeActions = ReturnType<typeof createTreeActions>

/**
 * What can be done to a tree. Switching, renaming and moving show at once and are taken back when the
 * server refuses; every action says in a toast what did not happen. `getTree` is the tree as it is shown.
 */
export function createTreeActions(client: ApolloClient, getTree: () => Tree) {
  const titleOf = (id: string) => getTree().nodes.find(node => node.id === id)?.title ?? ''

  async function attempt<T>(what: string, run: () => Promise<T>): Promise<T | null> {
    try {
      return await run()
    } catch (error) {
      showErrorToast(error, what)
      return null
    }
  }

  return {
    rename(id: string, title: string) {
      const tree = getTree()
      const isRoot = tree.nodes.some(node => node.id === id && node.depth === 0)
      const goal = {
        __typename: 'Goal',
        id: tree.goal.id,
        title: isRoot ? title : tree.goal.title,
      }
      const treeNode = {
        __typename: 'SkillNode',
        id,
        title,
        tree: { __typename: 'SkillTree', id: tree.id, goal },
      }
      return attempt(`“${titleOf(id)}” was not renamed`, () =>
        client.mutate({
          mutation: RenameSkillNode,
          variables: { id, title },
          optimisticResponse: { updateSkillNode: withTypename('SkillNodePayload', { skillNode: treeNode }) },
        }),
      )
    },

    setEnabled(id: string, isEnabled: boolean) {
      const tree = getTree()
      const nodes = tree.nodes.map(node => (node.id === id ? { ...node, isEnabled } : node))
      return attempt(`“${titleOf(id)}” was not switched ${isEnabled ? 'on' : 'off'}`, () =>
        client.mutate({
          mutation: SwitchSkillNode,
          variables: { id, isEnabled },
          optimisticResponse: {
            setSkillNodesEnabled: withTypename('SkillTreePayload', { skillTree: { ...tree, nodes } }),
          },
        }),
      )
    },

    move(id: string, place: NodePlace) {
      const tree = getTree()
      const nodes = moveNode(readOutline(tree.nodes), id, place)
      return attempt(`“${titleOf(id)}” was not moved`, () =>
        client.mutate({
          mutation: MoveSkillNode,
          variables: { id, ...place },
          optimisticResponse: {
            moveSkillNode: withTypename('SkillTreePayload', { skillTree: { ...tree, nodes } }),
          },
        }),
      )
    },

    async add(parentId: string, title: string): Promise<string | null> {
      const result = await attempt(`“${title}” was not added`, () =>
        client.mutate({ mutation: AddSkillNode, variables: { parentId, title } }),
      )
      return result?.data?.addSkillNode.skillNode.id ?? null
    },

    /** Throws what the server refuses: the dialog shows it beside the text. */
    addOutline(parentId: string, text: string) {
      return client.mutate({ mutation: AddOutline, variables: { parentId, text } })
    },

    async remove(id: string, deleteCards: boolean) {
      const result = await attempt(`“${titleOf(id)}” was not deleted`, () =>
        client.mutate({
          mutation: DeleteSkillNode,
          variables: { id, deleteCards },
          update: forgetCardLists,
        }),
      )
      return result?.data?.deleteSkillNode.deletion ?? null
    },
  }
}

/** Lists of cards are asked for again where they are shown: their cards have gone elsewhere. */
export function forgetCardLists(cache: ApolloCache): void {
  forgetViewerField(cache, 'flashcards')
}

/** Where a node stands, in words for a live region: `Storage: 2 of 5 in Kubernetes`. */
export function describePlace(nodes: readonly TreeNode[], id: string): string {
  const outline = readOutline(nodes)
  const [node, parent] = listPath(outline, id).toReversed()
  if (!node || !parent) return ''
  const siblings = outline.entries.get(parent.id)!.childIds
  return `${node.title}: ${siblings.indexOf(id) + 1} of ${siblings.length} in ${parent.title}`
}

/** The cache files objects by their type name, which the generated types leave out. */
function withTypename<T extends object>(typename: string, fields: T): T {
  return { __typename: typename, ...fields }
}
