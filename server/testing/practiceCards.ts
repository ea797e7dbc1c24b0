/** The cards that the practice model writes: about nothing but their node's title, and different from each other. */

type Template = [question: (title: string) => string, answer: (title: string) => string]

const templates: Template[] = [
  [t => `In one sentence: what is "${t}" about?`, t => `What "${t}" means and when it is needed.`],
  [t => `Which problem does "${t}" solve?`, t => `The one that appears as soon as "${t}" is left out.`],
  [t => `When would you not use "${t}"?`, t => `When something simpler than "${t}" does the same.`],
  [t => `Name the first step of "${t}".`, t => `Finding out what "${t}" should achieve here.`],
  [
    t => `How do you notice that "${t}" went wrong?`,
    t => `The result of "${t}" differs from what was expected.`,
  ],
  [
    t => `Explain "${t}" to somebody who has never heard of it.`,
    t => `An example of "${t}" first, then its rule.`,
  ],
  [t => `What must be in place before "${t}"?`, t => `Whatever "${t}" builds upon.`],
  [t => `Which mistake do beginners make with "${t}"?`, t => `They begin "${t}" without a way to check it.`],
  [t => `How can "${t}" be checked quickly?`, t => `With the smallest example of "${t}" that can fail.`],
  [
    t => `What changes when "${t}" has to work at a larger scale?`,
    t => `Costs of "${t}" that were too small to see.`,
  ],
  [
    t => `Which term belongs to "${t}" and is often misunderstood?`,
    t => `The one that has another meaning outside of "${t}".`,
  ],
  [
    t => `Compare "${t}" with its closest alternative.`,
    t => `"${t}" gives more control and asks for more care.`,
  ],
  [t => `Why was "${t}" introduced at all?`, t => `Before "${t}" everybody solved it in another way.`],
  [t => `What would an expert look at first in "${t}"?`, t => `Whether "${t}" serves what it is there for.`],
  [
    t => `Give an example from everyday work with "${t}".`,
    t => `A small task that cannot be done without "${t}".`,
  ],
  [t => `Which question about "${t}" should be asked before starting?`, t => `What "${t}" must not break.`],
  [t => `How is "${t}" undone?`, t => `By knowing the state from before "${t}" and returning to it.`],
  [t => `What does "${t}" depend on most?`, t => `On input that "${t}" can trust.`],
  [t => `Put the parts of "${t}" in their order.`, t => `Prepare, carry out, check: so is "${t}" done.`],
  [
    t => `What remains to be learned after "${t}"?`,
    t => `The cases in which "${t}" does not behave as usual.`,
  ],
]

const origin = 'Written by the practice model, which knows nothing of the subject.'

/** `count` cards, at most 20, of these types in turn; none asks what was asked already. */
export function writePracticeCards(
  title: string,
  types: readonly string[],
  count: number,
  askedAlready: readonly string[],
): object[] {
  return templates
    .filter(([question]) => !askedAlready.includes(question(title)))
    .slice(0, count)
    .map(([question, answer], index) => {
      const type = types[index % types.length] ?? 'flashcard'
      const right = answer(title)
      return {
        type,
        question: question(title),
        answer: right,
        explanation: origin,
        distractors: type === 'multiple_choice' ? writeDistractors(title) : [],
        context: type === 'scenario' ? `A colleague asks for help with "${title}" and has little time.` : '',
        options: type === 'scenario' ? writeOptions(title, right) : [],
      }
    })
}

/** A draft as the question shows it. */
export interface PracticeDraft {
  number: number
  question: string
  [field: string]: unknown
}

/** Each draft with a question that asks for more. */
export function betterPracticeCards(drafts: readonly PracticeDraft[]): object[] {
  return drafts.map(({ number, ...draft }) => ({
    ...draft,
    replaces: number,
    question: `${draft.question} Say why, too.`,
    explanation: `Bettered after your feedback. ${origin}`,
  }))
}

function writeDistractors(title: string): string[] {
  return [
    `Nothing, for "${title}" takes care of itself.`,
    `Whatever was done the last time with "${title}".`,
    `The longest way through "${title}".`,
  ]
}

function writeOptions(title: string, right: string): object[] {
  return [right, ...writeDistractors(title).slice(0, 2)].map((text, index) => ({
    text,
    isCorrect: index === 0,
    explanation: index === 0 ? 'It begins with the aim.' : 'It skips the question of what is needed.',
  }))
}
