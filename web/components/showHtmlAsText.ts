import type { Nodes } from 'hast'

/** HTML in a card is what someone typed, a tag to be learned perhaps: it is shown, never run and never dropped. */
export function showHtmlAsText() {
  return (tree: Nodes) => replaceRaw(tree)
}

function replaceRaw(node: Nodes) {
  if (!('children' in node)) return
  node.children.forEach((child, index) => {
    if ((child.type as string) === 'raw') {
      node.children[index] = { type: 'text', value: (child as unknown as { value: string }).value }
    } else {
      replaceRaw(child)
    }
  })
}
