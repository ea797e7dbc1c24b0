import {
  type DocumentNode,
  defaultFieldResolver,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  TypeNameMetaFieldDef,
} from 'graphql'

/** A query with everything that graphql-js would find out again for each object of each answer. */
export interface QueryPlan {
  schema: GraphQLSchema
  operation: OperationDefinitionNode
  fragments: Record<string, FragmentDefinitionNode>
  fields: readonly FieldPlan[]
}

/** One field of the answer. */
export interface FieldPlan {
  responseName: string
  /** the places of the text that ask for it */
  nodes: readonly FieldNode[]
  parentType: GraphQLObjectType
  definition: GraphQLField<unknown, unknown>
  resolve: NonNullable<GraphQLField<unknown, unknown>['resolve']>
  value: ValuePlan
  isTypeName: boolean
  /** the leaf that is a mere property of the object it is asked of: most of what is ever answered */
  leaf: GraphQLLeafType | null
}

export type ValuePlan = { isNonNull: boolean } & (
  | { kind: 'leaf'; type: GraphQLLeafType }
  | { kind: 'object'; fields: readonly FieldPlan[] }
  | { kind: 'list'; item: ValuePlan }
)

/** Fragments within fragments let a short text select very much. */
export const maxPlannedSelections = 500

/**
 * Plans a query; null for what is left to graphql-js: mutations, directives, introspection, abstract types,
 * and what selects very much.
 */
export function planQuery(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): QueryPlan | null {
  const queryType = schema.getQueryType()
  if (operation.operation !== 'query' || !queryType) return null
  const fragments: QueryPlan['fragments'] = Object.create(null)
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition
  }
  const planner = new Planner(schema, fragments)
  try {
    const fields = planner.planFields(queryType, [operation.selectionSet])
    return { schema, operation, fragments, fields }
  } catch (error) {
    if (error instanceof Unplanned) return null
    throw error
  }
}

class Unplanned extends Error {}

class Planner {
  /** selections on all levels */
  #size = 0
  readonly #schema: GraphQLSchema
  readonly #fragments: QueryPlan['fragments']

  constructor(schema: GraphQLSchema, fragments: QueryPlan['fragments']) {
    this.#schema = schema
    this.#fragments = fragments
  }

  planFields(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): FieldPlan[] {
    const selected = new Map<string, FieldNode[]>()
    const spread = new Set<string>()
    for (const set of sets) this.#collect(type, set, selected, spread)
    return Array.from(selected, ([responseName, nodes]) => this.#planField(type, responseName, nodes))
  }

  #planField(parentType: GraphQLObjectType, responseName: string, nodes: FieldNode[]): FieldPlan {
    const name = nodes[0]!.name.value
    const isTypeName = name === TypeNameMetaFieldDef.name
    const definition = isTypeName ? TypeNameMetaFieldDef : parentType.getFields()[name]
    // `__proto__` is a name like others in GraphQL, but not in JavaScript.
    if (!definition || (responseName.startsWith('__') && responseName !== TypeNameMetaFieldDef.name))
      throw new Unplanned()
    this.#size += nodes.length
    if (this.#size > maxPlannedSelections) throw new Unplanned()
    const resolve = definition.resolve ?? defaultFieldResolver
    const isProperty = resolve === defaultFieldResolver && definition.args.length === 0
    const value = this.#planValue(definition.type, nodes)
    const leaf = isProperty && value.kind === 'leaf' ? value.type : null
    return { responseName, nodes, parentType, definition, resolve, value, isTypeName, leaf }
  }

  #planValue(type: GraphQLOutputType, nodes: readonly FieldNode[]): ValuePlan {
    if (isNonNullType(type)) return { ...this.#planValue(type.ofType, nodes), isNonNull: true }
    if (isListType(type)) return { kind: 'list', isNonNull: false, item: this.#planValue(type.ofType, nodes) }
    if (isLeafType(type)) return { kind: 'leaf', isNonNull: false, type }
    if (!isObjectType(type) || type.isTypeOf) throw new Unplanned()
    const sets = nodes.flatMap(node => node.selectionSet ?? [])
    return { kind: 'object', isNonNull: false, fields: this.planFields(type, sets) }
  }

  #collect(
    type: GraphQLObjectType,
    set: SelectionSetNode,
    selected: Map<string, FieldNode[]>,
    spread: Set<string>,
  ): void {
    for (const selection of set.selections) {
      if (selection.directives?.length) throw new Unplanned()
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value
        const nodes = selected.get(name)
        if (nodes) nodes.push(selection)
        else selected.set(name, [selection])
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (this.#applies(selection.typeCondition?.name.value, type))
          this.#collect(type, selection.selectionSet, selected, spread)
      } else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value)
        const fragment = this.#fragments[selection.name.value]!
        if (this.#applies(fragment.typeCondition.name.value, type))
          this.#collect(type, fragment.selectionSet, selected, spread)
      }
    }
  }

  /** Whether a fragment on a type is of objects of this one. */
  #applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true
    const conditionType = this.#schema.getType(condition)
    return isAbstractType(conditionType) && this.#schema.isSubType(conditionType, type)
  }
}
