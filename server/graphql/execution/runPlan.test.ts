import fc from 'fast-check'
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLEnumType,
  type GraphQLFieldConfig,
  GraphQLFloat,
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLNullableType,
  GraphQLObjectType,
  type GraphQLResolveInfo,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
  type OperationDefinitionNode,
  parse,
  responsePathAsArray,
  validate,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { maxPlannedSelections, planQuery } from './plan.ts'
import { runPlan } from './runPlan.ts'

/** What a resolver may do; which of them follows from the object and the field. */
const behaviours = [
  'value',
  'later',
  'value',
  'later',
  'null',
  'nothing',
  'throw',
  'reject',
  'error',
] as const

interface Thing {
  seed: number
  /** none of its fields fails */
  isCalm: boolean
  name: string | null
  count: unknown
  /** throws */
  readonly broken: number
}

function createThing(seed: number, isCalm: boolean): Thing {
  const count = isCalm || seed % 3 > 0 ? seed : [undefined, 0.5, Promise.resolve(seed), () => seed][seed % 4]
  return {
    seed,
    isCalm,
    name: seed % 2 ? `thing ${seed}` : null,
    count,
    get broken(): number {
      throw new Error(`broken of ${seed} cannot be read`)
    },
  }
}

function behave(thing: Thing, field: string, value: () => unknown): unknown {
  const hash = [...field].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1009, thing.seed * 7)
  const message = `${field} of ${thing.seed} failed`
  switch (thing.isCalm ? behaviours[hash % 4] : behaviours[hash % behaviours.length]) {
    case 'value':
      return value()
    case 'later':
      return Promise.resolve().then(value)
    case 'null':
      return null
    case 'nothing':
      return undefined
    case 'throw':
      throw new Error(message)
    case 'reject':
      return Promise.reject(new Error(message))
    case 'error':
      return new Error(message)
  }
}

const Moment = new GraphQLScalarType({
  name: 'Moment',
  serialize: value => ((value as number) % 5 === 0 ? null : `t${value}`),
  parseValue: value => {
    if (typeof value !== 'string' || !value.startsWith('t')) throw new Error('A moment begins with t.')
    return Number(value.slice(1))
  },
})
const Colour = new GraphQLEnumType({ name: 'Colour', values: { RED: { value: 1 }, BLUE: { value: 'b' } } })
const Filter = new GraphQLInputObjectType({
  name: 'Filter',
  fields: {
    since: { type: Moment, defaultValue: 7 },
    colours: { type: new GraphQLList(new GraphQLNonNull(Colour)) },
    least: { type: new GraphQLNonNull(GraphQLInt), defaultValue: 3 },
  },
})
const Choice = new GraphQLInputObjectType({
  name: 'Choice',
  isOneOf: true,
  fields: { id: { type: GraphQLID }, at: { type: Moment } },
})

interface Recorder {
  calls: unknown[]
}

/** A field that records how it is called, and then does what its object and name say. */
function field(
  type: GraphQLFieldConfig<Thing, Recorder>['type'],
  value: (thing: Thing, values: Record<string, unknown>) => unknown,
  args: GraphQLFieldConfig<Thing, Recorder>['args'] = {},
): GraphQLFieldConfig<Thing, Recorder> {
  return {
    type,
    args,
    resolve(thing, values, context, info) {
      context.calls.push(record(info, values))
      return behave(thing ?? createThing(1, true), info.fieldName, () =>
        value(thing ?? createThing(1, true), values),
      )
    },
  }
}

function record(info: GraphQLResolveInfo, values: Record<string, unknown>): unknown {
  const { fieldName, parentType, returnType, path, fieldNodes, fragments, operation, variableValues } = info
  return {
    path: responsePathAsArray(path),
    typename: path.typename,
    values: { ...values },
    field: `${parentType}.${fieldName}: ${returnType}`,
    asked: fieldNodes.map(node => node.loc?.start),
    fragments: Object.keys(fragments),
    operation: operation.loc?.start,
    variables: { ...variableValues },
  }
}

const child = (thing: Thing, number: number) => createThing(thing.seed * 3 + number, thing.isCalm)
/** Where one fails at once, graphql-js forgets those that fail later: the process would end. */
const children = (thing: Thing, { first = 2 }: { first?: number | null }) =>
  Array.from({ length: Math.min(first ?? 1, 3) }, (_, number) => {
    const make = () => behave(thing, `item ${number}`, () => child(thing, number))
    return thing.isCalm ? make() : Promise.resolve().then(make)
  })
const required = <T extends GraphQLNullableType>(type: T) => new GraphQLNonNull(type)

const ThingType: GraphQLObjectType<Thing, Recorder> = new GraphQLObjectType<Thing, Recorder>({
  name: 'Thing',
  fields: () => ({
    seed: { type: required(GraphQLID) },
    name: { type: GraphQLString },
    count: { type: GraphQLInt },
    sure: { ...field(required(GraphQLFloat), thing => thing.seed / 2) },
    moment: field(Moment, thing => thing.seed),
    colour: field(required(Colour), thing => (thing.seed % 2 ? 1 : 'b')),
    parts: field(required(new GraphQLList(required(ThingType))), children, { first: { type: GraphQLInt } }),
    looseParts: field(new GraphQLList(ThingType), thing => new Set(children(thing, {}))),
    broken: { type: GraphQLInt },
    torn: {
      type: new GraphQLList(required(ThingType)),
      resolve: () => [Promise.reject(new Error('later')), new Error('at once')],
    },
    grid: field(new GraphQLList(new GraphQLList(required(GraphQLInt))), thing => [
      [thing.seed, Promise.resolve(2)],
      thing.seed % 2 ? null : 'no list',
    ]),
    twin: field(required(ThingType), thing => child(thing, 5)),
    other: field(ThingType, thing => child(thing, 4)),
    wanted: field(GraphQLString, (_, values) => JSON.stringify(values), {
      filter: { type: Filter },
      choice: { type: Choice },
      ids: { type: new GraphQLList(required(GraphQLID)), defaultValue: ['d'] },
    }),
  }),
})
const Hit = new GraphQLUnionType({ name: 'Hit', types: [ThingType], resolveType: () => 'Thing' })
const schema = new GraphQLSchema({
  query: new GraphQLObjectType<Thing, Recorder>({
    name: 'Query',
    fields: {
      thing: field(ThingType, (_, { seed }) => createThing(seed as number, false), {
        seed: { type: required(GraphQLInt) },
      }),
      calm: field(required(ThingType), () => createThing(2, true)),
      shaky: { type: required(ThingType), resolve: () => createThing(13, false) },
      hits: field(new GraphQLList(Hit), thing => [thing]),
    },
  }),
  mutation: new GraphQLObjectType({ name: 'Mutation', fields: { go: { type: GraphQLInt } } }),
})

async function answerBoth(query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query)
  expect(validate(schema, document)).toEqual([])
  const contexts: Recorder[] = [{ calls: [] }, { calls: [] }]
  const plan = planOf(document)
  expect(plan).not.toBeNull()
  const theirs = await execute({ schema, document, contextValue: contexts[0], variableValues: variables })
  const ours = await runPlan(plan!, contexts[1], variables)
  return { ours: describeAnswer(ours, contexts[1]!), theirs: describeAnswer(theirs, contexts[0]!) }
}

function planOf(document: DocumentNode) {
  return planQuery(schema, document, document.definitions[0] as OperationDefinitionNode)
}

/** As text, so that the order of fields counts; errors and calls in any order. */
function describeAnswer({ data, errors, ...rest }: ExecutionResult, { calls }: Recorder) {
  const sorted = (list: readonly unknown[]) => list.map(one => JSON.stringify(one)).sort()
  return {
    data: JSON.stringify(data),
    errors: errors && sorted(errors.map(error => error.toJSON())),
    causes: errors && sorted(errors.map(error => error.originalError?.message)),
    rest: Object.keys(rest),
    calls: sorted(calls),
  }
}

describe('a planned query answers as graphql-js does', () => {
  it.each([
    ['values now and later', '{ calm { seed name sure moment colour parts { seed } other { name } } }'],
    [
      'names and repeated fields',
      '{ a: calm { seed x: name } a: calm { seed y: name __typename } __typename }',
    ],
    [
      'fragments',
      `{ calm { ...A ... on Thing { other { seed } } ... on Hit { ... on Thing { name } } ... { count } } }
       fragment A on Thing { other { name ...B } ...B } fragment B on Thing { seed sure }`,
    ],
    ['a property that cannot be read', '{ calm { seed parts { broken name } broken } }'],
    ['a null that may not be', '{ thing(seed: 13) { twin { twin { twin { sure } } } other { sure } } }'],
    [
      'nothing at all when a root field fails',
      '{ calm { seed } shaky { twin { sure colour parts { sure } } } }',
    ],
  ])('%s', async (_, query) => {
    const { ours, theirs } = await answerBoth(query)
    expect(ours).toEqual(theirs)
  })

  const wanted = `query ($seed: Int! = 2, $filter: Filter = { colours: [BLUE] }, $choice: Choice, $ids: [ID!], $at: Moment) {
    calm { wanted(filter: $filter, choice: $choice, ids: $ids) }
    thing(seed: $seed) { a: wanted(choice: { at: "t3" }) b: wanted(filter: { since: $at, colours: RED }) }
  }`
  it.each<Record<string, unknown>>([
    {},
    { filter: null, ids: null, at: null },
    { filter: { since: 't4', colours: 'RED' }, ids: 5, seed: 4 },
    { choice: { id: 1 }, ids: ['a', 2] },
    { choice: { id: 1, at: 't1' } },
    { choice: {} },
    { choice: { id: null } },
    { seed: null },
    { seed: 'two', filter: { since: 4, unknown: 1 }, ids: [null] },
    { filter: { colours: ['RED', null], least: null } },
    { __proto__: { seed: 3 }, constructor: 1 },
  ])('variables %j', async variables => {
    const { ours, theirs } = await answerBoth(wanted, variables)
    expect(ours).toEqual(theirs)
  })

  it('whatever is asked, and whatever fails', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 400 }), selections(4), async (seed, selection) => {
        const query = `query ($n: Int = 2) { thing(seed: ${seed}) ${selection} x: calm ${selection} used: calm { parts(first: $n) { seed } } } ${fragments}`
        const { ours, theirs } = await answerBoth(query)
        expect(ours).toEqual(theirs)
      }),
      { numRuns: 300 },
    )
  })
})

const fragments = `
  fragment Leaves on Thing { seed name other { sure } }
  fragment Parts on Thing { parts { ...Leaves } ...Leaves }
  fragment Unused on Thing { ...Parts }`
const spreadAll = '... on Hit { ...Unused }'

/** Selection sets of a thing, of at most so many levels. */
function selections(levels: number): fc.Arbitrary<string> {
  const leaf = fc.constantFrom(
    'seed',
    'name',
    'count',
    'sure',
    'moment',
    'colour',
    'grid',
    '__typename',
    'n: name',
  )
  const wanted = fc.constantFrom('wanted', 'w: wanted(ids: [1])', '...Leaves', '...Parts', spreadAll)
  if (levels === 0) return fc.array(leaf, { minLength: 1, maxLength: 3 }).map(join)
  const below = selections(levels - 1)
  const things = fc.constantFrom(
    'twin',
    'other',
    'o: other',
    'parts',
    'p: parts(first: $n)',
    'looseParts',
    '...',
  )
  const nested = fc.tuple(things, below).map(([name, set]) => `${name} ${set}`)
  return fc.array(fc.oneof(leaf, wanted, nested), { minLength: 1, maxLength: 4 }).map(join)
}

function join(fields: string[]): string {
  // Named fragments are used in each, as a document must.
  return `{ ${fields.join(' ')} ${spreadAll} }`
}

it('waits for nothing in a list that is lost, and forgets no failure', async () => {
  const plan = planOf(parse('{ calm { torn { seed } } }'))
  const { data, errors } = await runPlan(plan!, { calls: [] }, {})
  expect(data).toEqual({ calm: { torn: null } })
  expect(errors?.map(error => [error.message, error.path])).toEqual([['at once', ['calm', 'torn', 1]]])
})

describe('what is left to graphql-js', () => {
  it.each([
    ['mutations', 'mutation { go }'],
    ['directives on fields', '{ calm { seed @skip(if: true) } }'],
    [
      'directives on fragments',
      '{ calm { ... @include(if: false) { seed } ...A @skip(if: false) } } fragment A on Thing { seed }',
    ],
    ['introspection', '{ __schema { queryType { name } } }'],
    ['abstract types', '{ hits { __typename } }'],
    ['names that JavaScript takes for something else', '{ calm { __proto__: seed } }'],
    ['such a name of a type', '{ calm { __proto__: __typename seed } }'],
  ])('%s', (_, query) => {
    expect(planOf(parse(query))).toBeNull()
  })

  it('what a short text selects by fragments within fragments', () => {
    const levels = Array.from(
      { length: 40 },
      (_, level) =>
        `fragment F${level} on Thing { a: other { ...F${level + 1} } b: other { ...F${level + 1} } }`,
    )
    const query = `{ calm { ...F0 } } ${levels.join(' ')} fragment F40 on Thing { seed }`
    expect(planOf(parse(query))).toBeNull()
    const flat = (count: number) => `{ calm { ${'seed '.repeat(count)} } }`
    expect(planOf(parse(flat(maxPlannedSelections - 1)))).not.toBeNull()
    expect(planOf(parse(flat(maxPlannedSelections)))).toBeNull()
  })
})
