/** The same question to both sides: the whole tree of a goal, as far down as trees go. */

const ourNode = 'id title path depth isEnabled masteryPercentage cardCount'

export const ourOperation = `query Tree($id: ID!) {
  goal(id: $id) { skillTree { root { ${ourNode}
    children { ${ourNode} children { ${ourNode} children { ${ourNode} } } } } } }
}`

const peerNode = 'id: rowId title path depth isEnabled masteryPercentage cardCount'
const peerChildren = 'children: skillNodesByTreeIdAndParentIdList(orderBy: [PATH_ASC])'

/** PostGraphile's names under ours; a root is a list of one there. */
export const peerOperation = `query Tree($id: UUID!) {
  goal: learningGoalByRowId(rowId: $id) { skillTree: skillTreeByGoalId {
    root: skillNodesByTreeIdList(condition: { depth: 0 }) { ${peerNode}
      ${peerChildren} { ${peerNode} ${peerChildren} { ${peerNode} ${peerChildren} { ${peerNode} } } } } } }
}`

export interface TreeAnswer {
  data: { goal: { skillTree: { root: unknown } } }
}

/** The tree in an answer of either side. */
export function readTree(answer: TreeAnswer): unknown {
  const root = answer.data?.goal?.skillTree?.root
  return Array.isArray(root) ? root[0] : root
}
