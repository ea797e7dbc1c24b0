import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors'
import { expect, test } from 'vitest'
import { describeError, isErrorCode, issuesByField } from './describeError.ts'

const graphqlError = (message: string, extensions: Record<string, unknown>) =>
  new CombinedGraphQLErrors({ errors: [{ message, extensions }], data: null } as never)

const serverError = (status: number, headers: Record<string, string> = {}) =>
  new ServerError('refused', { response: new Response('', { status, headers }), bodyText: '' })

test('a refusal keeps the words of the server, its code and its request', () => {
  const error = graphqlError('A title has at most 200 characters.', {
    code: 'BAD_USER_INPUT',
    requestId: 'r-1',
    issues: [{ path: 'input.title', message: 'too long' }],
  })
  expect(describeError(error)).toMatchObject({
    code: 'BAD_USER_INPUT',
    message: 'A title has at most 200 characters.',
    requestId: 'r-1',
  })
  expect(isErrorCode(error, 'BAD_USER_INPUT')).toBe(true)
})

test.each([
  ['learningSteps', 'learningSteps'],
  ['input.learningSteps.0', 'learningSteps'],
  [['input', 'learningSteps', 1], 'learningSteps'],
])('an issue at %s belongs to the field %s', (path, field) => {
  const error = graphqlError('Invalid', { code: 'BAD_USER_INPUT', issues: [{ path, message: 'why' }] })
  expect(issuesByField(error)).toEqual({ [field]: 'why' })
})

test.each([
  ['a server that is away', serverError(503), 'SERVER', /503/],
  ['too many requests', serverError(429, { 'retry-after': '7' }), 'SERVER', /Too many requests/],
  ['a lost connection', new TypeError('Failed to fetch'), 'OFFLINE', /connection/],
  ['anything else', new Error('odd'), 'UNKNOWN', /odd/],
  [
    'a fault of the server',
    graphqlError('x', { code: 'INTERNAL_SERVER_ERROR' }),
    'INTERNAL_SERVER_ERROR',
    /Nothing/,
  ],
])('%s is put into words', (_what, error, code, words) => {
  const described = describeError(error)
  expect(described.code).toBe(code)
  expect(described.message).toMatch(words)
})
