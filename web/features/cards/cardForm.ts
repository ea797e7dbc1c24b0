import type { FieldIssue } from '../../apollo/describeError.ts'
import type { CardContentFragment, CardType, ScenarioInput } from '../../gql/graphql.ts'

/** What a card says, from whichever fragment holds it. */
export type CardContent = Omit<CardContentFragment, ' $fragmentName'>

export interface OptionValues {
  text: string
  isCorrect: boolean
  explanation: string
}

/** A card as the editor holds it. What belongs to another type is kept while the type is tried out. */
export interface CardValues {
  cardType: CardType
  question: string
  answer: string
  explanation: string
  distractors: string[]
  context: string
  options: OptionValues[]
  tags: string[]
  sourceUrl: string
}

export const DISTRACTOR_COUNT = 3
export const MIN_OPTIONS = 2
export const MAX_OPTIONS = 6

export const emptyOption = (): OptionValues => ({ text: '', isCorrect: false, explanation: '' })

export function emptyCard(): CardValues {
  return {
    cardType: 'FLASHCARD',
    question: '',
    answer: '',
    explanation: '',
    distractors: Array.from({ length: DISTRACTOR_COUNT }, () => ''),
    context: '',
    options: [{ ...emptyOption(), isCorrect: true }, emptyOption(), emptyOption()],
    tags: [],
    sourceUrl: '',
  }
}

/** After one card the next: of the same kind, with the same tags and source. */
export function nextCard(values: CardValues): CardValues {
  const { cardType, tags, sourceUrl } = values
  return { ...emptyCard(), cardType, tags, sourceUrl }
}

export function toValues(card: CardContent): CardValues {
  const empty = emptyCard()
  return {
    cardType: card.cardType,
    question: card.question,
    answer: card.answer,
    explanation: card.explanation ?? '',
    distractors: empty.distractors.map((blank, index) => card.distractors[index] ?? blank),
    context: card.scenario?.context ?? '',
    options:
      card.scenario?.options.map(({ text, isCorrect, explanation }) => ({
        text,
        isCorrect,
        explanation: explanation ?? '',
      })) ?? empty.options,
    tags: [...card.tags],
    sourceUrl: card.sourceUrl ?? '',
  }
}

/** The fields of both CreateFlashcardInput and UpdateFlashcardInput; null clears. */
export function toCardInput(values: CardValues) {
  const { cardType, question, answer, tags } = values
  const scenario: ScenarioInput | null =
    cardType === 'SCENARIO'
      ? {
          context: values.context,
          options: values.options.map(option => ({ ...option, explanation: orNull(option.explanation) })),
        }
      : null
  return {
    cardType,
    question,
    answer,
    explanation: orNull(values.explanation),
    distractors: pickDistractors(values),
    scenario,
    tags,
    sourceUrl: orNull(values.sourceUrl),
  }
}

/** A choice needs all of them, so that a blank one is named; a plain card may have some for later modes. */
function pickDistractors({ cardType, distractors }: CardValues): string[] {
  if (cardType === 'SCENARIO') return []
  return cardType === 'MULTIPLE_CHOICE' ? distractors : distractors.filter(text => text.trim() !== '')
}

const places = [
  /^(question|answer|explanation|sourceUrl|tags|distractors|cardType)$/,
  /^distractors\.\d$/,
  /^scenario\.(context|options)$/,
  /^scenario\.options\.\d\.(text|explanation)$/,
]

/**
 * The server's issues, each at the field it is about; a path deeper than any field stands at the nearest
 * one above it, and what belongs to no field is in `rest`.
 */
export function placeIssues(issues: readonly FieldIssue[]): {
  byField: Record<string, string>
  rest: string[]
} {
  const byField: Record<string, string> = {}
  const rest: string[] = []
  for (const { path, message } of issues) {
    let field = path.replace(/^(input|cards\.\d+)\./, '')
    while (field !== '' && !places.some(place => place.test(field))) {
      field = field.slice(0, Math.max(0, field.lastIndexOf('.')))
    }
    if (field === '') rest.push(message)
    else byField[field] ??= message
  }
  return { byField, rest }
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text
}
