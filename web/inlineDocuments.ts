import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'

const graphqlImport = /^import \{ graphql \} from '[^']*\/gql\/index\.ts'$/m
const documentCall = /\bgraphql\(\s*`([^`]*)`\s*,?\s*\)/g

/**
 * Puts each generated document where it is used. Through the generated `graphql()` every page would carry the
 * documents of all pages.
 */
export function inlineDocuments(generatedFile: string): Plugin {
  let findDocument: (source: string) => unknown
  return {
    name: 'inline-documents',
    apply: 'build',
    enforce: 'pre',
    async buildStart() {
      const generated = await import(pathToFileURL(generatedFile).href)
      findDocument = generated.graphql
    },
    transform(code, id) {
      if (!/\.tsx?$/.test(id) || id === generatedFile || !code.includes('graphql(`')) return null
      return code.replace(graphqlImport, '').replace(documentCall, (_call, source: string) => {
        const document = findDocument(source)
        if (!document || Object.keys(document).length === 0) {
          this.error(`${id} holds a document that was not generated. Run "npm run generate".`)
        }
        return `(${JSON.stringify(document)})`
      })
    },
  }
}
