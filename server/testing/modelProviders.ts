/** What kinds of providers refuse, in their own words: for the option `refuses` of modelServer.ts. */

import type { CompletionBody, ModelError } from './modelProtocol.ts'

type Refuses = (body: CompletionBody) => ModelError | null

const invalid = (message: unknown, param: string | null = null): ModelError => ({
  status: 400,
  body: { error: { message, type: 'invalid_request_error', param, code: null } },
})
const formatOf = ({ response_format: format }: CompletionBody) => format?.type

export const providers = {
  /** `json_object` alone */
  deepseek: body =>
    formatOf(body) === 'json_schema' ? invalid('This response_format type is unavailable now') : null,
  /** so too, in 2024 */
  llamaCpp: body =>
    formatOf(body) === 'json_schema'
      ? {
          status: 500,
          body: {
            error: {
              code: 500,
              message: 'response_format type must be one of "text" or "json_object", but got: json_schema',
              type: 'server_error',
            },
          },
        }
      : null,
  /** `json_schema` alone, and an error that is a bare text */
  lmStudio: body =>
    formatOf(body) === 'json_object'
      ? { status: 400, body: { error: "'response_format.type' must be 'json_schema' or 'text'" } }
      : null,
  /** a schema that its grammar cannot express; the body has no `error` */
  vllm: body =>
    formatOf(body) === 'json_schema'
      ? {
          status: 400,
          body: {
            object: 'error',
            message: 'The provided JSON schema contains features not supported by xgrammar.',
            type: 'BadRequestError',
            param: null,
            code: 400,
          },
        }
      : null,
  /** a model whose vocabulary cannot be constrained */
  ollama: body =>
    body.response_format
      ? {
          status: 500,
          body: {
            error: { message: 'failed to load model vocabulary required for format', type: 'api_error' },
          },
        }
      : null,
  mistral: body =>
    body.stream_options
      ? {
          status: 422,
          body: {
            object: 'error',
            message: {
              detail: [
                {
                  type: 'extra_forbidden',
                  loc: ['body', 'stream_options', 'include_usage'],
                  msg: 'Extra inputs are not permitted',
                  input: true,
                },
              ],
            },
            type: 'invalid_request_error',
            param: null,
            code: null,
          },
        }
      : null,
  /** OpenAI's models that reason */
  reasoning: body =>
    body.max_tokens === undefined
      ? null
      : invalid(
          "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
          'max_tokens',
        ),
  /** vLLM with a context of 8,192 tokens */
  smallContext: body =>
    body.max_tokens !== undefined || body.max_completion_tokens !== undefined
      ? invalid(
          "'max_tokens' or 'max_completion_tokens' is too large: 20000. This model's maximum context length is " +
            '8192 tokens and your request has 100 input tokens.',
        )
      : null,
  /** OpenAI, before an organization is verified */
  unverified: body =>
    body.stream ? invalid('Your organization must be verified to stream this model.', 'stream') : null,
} satisfies Record<string, Refuses>
