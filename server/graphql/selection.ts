import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql'

/** Whether the operation asks for a field right below the one being resolved, by name or in fragments. */
export function asksFor({ fieldNodes, fragments }: GraphQLResolveInfo, field: string): boolean {
  const contains = (set: SelectionSetNode | undefined): boolean =>
    set?.selections.some(selection => {
      if (selection.kind === 'Field') return selection.name.value === field
      if (selection.kind === 'InlineFragment') return contains(selection.selectionSet)
      return contains(fragments[selection.name.value]?.selectionSet)
    }) ?? false
  return fieldNodes.some(node => contains(node.selectionSet))
}
