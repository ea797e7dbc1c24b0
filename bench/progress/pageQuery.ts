import { type DocumentNode, Kind, print, type SelectionSetNode, visit } from 'graphql'

/** The operation that the page of progress sends: its generated document as Apollo Client completes it. */
export async function readPageQuery(): Promise<string> {
  const { ProgressDocument } = await import('../../web/gql/graphql.ts')
  return print(
    visit(ProgressDocument as unknown as DocumentNode, {
      Directive: () => null,
      SelectionSet(set, _key, parent): SelectionSetNode | undefined {
        if ((parent as { kind?: Kind }).kind === Kind.OPERATION_DEFINITION) return undefined
        const name = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const
        return { ...set, selections: [...set.selections, name] }
      },
    }),
  )
}
