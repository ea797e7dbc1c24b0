import { describe, expect, test } from 'vitest'
import { bestWays, type ChatWays, plainerWays } from './chatFormats.ts'

const ways = bestWays({ isOpenai: false })
const refuse = (text: string, param: string | null = null, tried: ChatWays = ways) =>
  plainerWays(tried, { param, text })

test('OpenAI knows the new name of the limit', () => {
  expect(bestWays({ isOpenai: true }).tokenLimit).toBe('max_completion_tokens')
  expect(ways.tokenLimit).toBe('max_tokens')
})

describe('the next way', () => {
  test.each<[string, string | null, Partial<ChatWays>]>([
    [
      "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
      null,
      { format: 'json_object' },
    ],
    ["Invalid schema for response_format 'skill_tree'", 'response_format', { format: 'json_object' }],
    ['response_format.type `json_schema` is unavailable now at line 1', null, { format: 'json_object' }],
    ['invalid JSON schema in format', null, { format: 'json_object' }],
    ['failed to parse grammar', null, { format: 'json_object' }],
    ['Extra inputs are not permitted', null, { format: 'json_object' }],
    ["Unsupported parameter: 'stream_options'", null, { asksUsage: false }],
    ["Use 'max_completion_tokens' instead.", 'max_tokens', { tokenLimit: 'max_completion_tokens' }],
    ["'max_tokens' is too large: 16500", null, { tokenLimit: null }],
    ['This model does not support streaming', null, { isStreamed: false, asksUsage: false }],
  ])('after "%s"', (text, param, change) => {
    expect(refuse(text, param)).toEqual({ ...ways, ...change })
  })

  test.each([
    ['The model is overloaded', null],
    ['messages: expected at least one', 'messages'],
    ["'messages' must contain the word 'json' in some form, to use 'response_format'", 'messages'],
  ])('none after "%s"', (text, param) => {
    expect(refuse(text, param)).toBeNull()
  })
})

test('the ways come to an end', () => {
  const refusals = [
    'response_format',
    'stream_options',
    "use 'max_completion_tokens'",
    'cannot stream: not supported',
  ]
  let tried = ways
  let steps = 0
  const next = () => refusals.map(text => refuse(text, null, tried)).find(way => way !== null)
  for (let way = next(); way; way = next()) {
    tried = way
    expect(++steps).toBeLessThan(10)
  }
  expect(tried).toEqual({ format: 'text', tokenLimit: null, isStreamed: false, asksUsage: false })
})
