import { afterAll, beforeAll } from 'vitest'
import {
  type ModelServer,
  type ModelServerOptions,
  practiceModelName,
  startModelServer,
} from '../../server/testing/modelServer.ts'

/** A provider of language models for all tests of the file. It stands before the product and leaves after it. */
export function useModel(options?: ModelServerOptions): () => ModelServer {
  let model: ModelServer | undefined
  beforeAll(async () => {
    model = await startModelServer(options)
  })
  afterAll(() => model?.close())
  return () => {
    if (!model) throw new Error('The model runs from beforeAll on, not before.')
    return model
  }
}

/** For the product that is to use it. */
export function envOf(model: ModelServer): NodeJS.ProcessEnv {
  return { OPENAI_BASE_URL: model.url, OPENAI_MODEL: practiceModelName }
}
