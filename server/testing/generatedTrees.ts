import fc from 'fast-check'
import { type GeneratedNode, treeBounds } from '../domain/generatedTree.ts'

/** Trees as a model should write them: of the right shape, with titles in any script. */
export function generatedTrees(): fc.Arbitrary<GeneratedNode[]> {
  const { categories, topics, subtopics } = treeBounds
  const counts = ([min, max]: readonly [number, number]) => ({ minLength: min, maxLength: max })
  const shapes = fc.array(fc.array(fc.array(words, counts(subtopics)), counts(topics)), counts(categories))
  return fc
    .tuple(shapes, words)
    .map(([shape, word]) =>
      shape.flatMap((topicsOf, category) => [
        node(1, `${word} ${category}`),
        ...topicsOf.flatMap((subtopicsOf, topic) => [
          node(2, `${word} ${topic}`),
          ...subtopicsOf.map((title, subtopic) => node(3, `${title} ${subtopic}`)),
        ]),
      ]),
    )
}

const words = fc.constantFrom('Pods', 'Größe', '変数', 'C++', 'The <nav> element', 'خدمات', '🇪🇸 ser y estar')

function node(depth: number, title: string): GeneratedNode {
  return { depth, title, description: depth === 1 ? `What ${title} is for.` : null }
}
