import { AiFailed } from '../domain/errors.ts'
import type { GeneratedNode } from '../domain/generatedTree.ts'
import { checkGeneratedTree } from '../domain/generatedTreeCheck.ts'
import { GrowingTree } from '../domain/growingTree.ts'
import type { Chat, ChatRequest } from './chat.ts'
import type { TreeBrief, TreeListener } from './generator.ts'
import { hearAnswer } from './hearAnswer.ts'
import { askForRepair } from './repairPrompt.ts'
import { askForTree } from './treePrompt.ts'

/** Asks for a tree, shows it growing, and has a wrong one mended once. See Generator.generateTree. */
export async function generateTree(
  chat: Chat,
  brief: TreeBrief,
  listener: TreeListener,
  signal: AbortSignal,
  nonce: string,
): Promise<GeneratedNode[]> {
  const request = askForTree(brief, nonce)
  const first = await hearTree(chat, request, listener, signal)
  if (first.violations.length === 0) return first.nodes
  listener.onRestart?.()
  const repair = askForRepair(request, first.text, first.violations, nonce)
  const second = await hearTree(chat, repair, listener, signal)
  if (second.violations.length === 0) return second.nodes
  throw new AiFailed(explain(second))
}

interface HeardTree {
  nodes: GeneratedNode[]
  violations: string[]
  /** whether the answer was read to its end */
  isWhole: boolean
  text: string
}

async function hearTree(
  chat: Chat,
  request: ChatRequest,
  listener: TreeListener,
  signal: AbortSignal,
): Promise<HeardTree> {
  let items: unknown[] = []
  let growing = new GrowingTree()
  const { text, fault } = await hearAnswer(
    chat,
    request,
    'nodes',
    {
      onItem(item) {
        items.push(item)
        const node = growing.take(item)
        if (node) listener.onNode(node)
      },
      onRestart() {
        items = []
        growing = new GrowingTree()
        listener.onRestart?.()
      },
      onUsage: usage => listener.onUsage(usage),
      onRetry: (reason, waitMs) => listener.onRetry?.(reason, waitMs),
    },
    signal,
  )
  // The shape of what is not whole says nothing.
  if (fault) return { nodes: [], violations: [fault], isWhole: false, text }
  return { ...checkGeneratedTree(items), isWhole: true, text }
}

function explain({ violations, isWhole }: HeardTree): string {
  const [first, ...others] = violations
  const what = 'The language model gave no usable skill tree, even when asked to correct it.'
  if (!isWhole) return `${what} Its answer broke off or could not be read.`
  return `${what} ${first}${others.length > 0 ? ' That was not all.' : ''}`
}
