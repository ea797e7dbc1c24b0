/** Which topics ask for a curated tree. */

/** So many learners make a topic worth a tree of its own. */
export const curatedTreeLearners = 50
/** Spellings kept of a topic: the first ones. */
export const mostTopicExamples = 10

/** Whether many learners ask for a topic that has no curated tree. */
export function needsCuratedTree(topic: { userCount: number; hasCuratedTree: boolean }): boolean {
  return topic.userCount >= curatedTreeLearners && !topic.hasCuratedTree
}

/** The spellings of a topic with one more, if there is room and it is new. */
export function addExample(examples: readonly string[], spelling: string): string[] {
  const isKept = examples.length < mostTopicExamples && !examples.includes(spelling)
  return isKept ? [...examples, spelling] : [...examples]
}
