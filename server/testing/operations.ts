import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'

type Field = GraphQLField<unknown, unknown>
type Input = GraphQLArgument | GraphQLInputField

/** Every argument of a field, or field of an input, that takes an id, such as `input.skillNodeId`. */
export function findIdPlaces(field: Field): string[] {
  return findPlaces(field.args, '')
}

function findPlaces(inputs: readonly Input[], at: string): string[] {
  return inputs.flatMap(input => {
    const place = placeOf(input, at)
    const type = getNamedType(input.type)
    if (isInputObjectType(type)) return findPlaces(Object.values(type.getFields()), place)
    return type.name === 'ID' ? [place] : []
  })
}

export interface CallParts {
  /** an argument to give although it is not required */
  place?: string
  /** the id to give to an argument or field of this name */
  idFor: (argument: string) => string
}

/** A field as it is called: what it requires with values that can be read, and its type's name as the answer. */
export function writeCall(field: Field, parts: CallParts): string {
  const { place = '', idFor } = parts
  const write = (inputs: readonly Input[], at: string): string =>
    inputs
      .filter(input => {
        const here = placeOf(input, at)
        return isNonNullType(input.type) || place === here || place.startsWith(`${here}.`)
      })
      .map(input => `${input.name}: ${writeValue(input, input.type, placeOf(input, at))}`)
      .join(', ')
  const writeValue = (input: Input, type: GraphQLInputType, here: string): string => {
    if (isNonNullType(type)) return writeValue(input, type.ofType, here)
    if (isListType(type)) return `[${writeValue(input, type.ofType, here)}]`
    if (isInputObjectType(type)) {
      if (type.isOneOf) return '{ manual: true }'
      return `{ ${write(Object.values(type.getFields()), here)} }`
    }
    if (isEnumType(type)) return type.getValues()[0]!.name
    if (type.name === 'ID') return `"${idFor(input.name)}"`
    if (type.name === 'Boolean') return 'true'
    return type.name === 'String' ? '"text"' : '0'
  }
  const given = write(field.args, '')
  return `${field.name}${given && `(${given})`}${writeSelection(field)}`
}

function writeSelection(field: Field): string {
  if (field.name === 'reviewFlashcards') return ' { results { errorCode } }'
  return isObjectType(getNamedType(field.type)) ? ' { __typename }' : ''
}

function placeOf(input: Input, at: string): string {
  return at ? `${at}.${input.name}` : input.name
}
