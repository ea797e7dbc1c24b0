import { expect, it } from 'vitest'
import { findAccountInputFault } from './accountInput.ts'

it.each([
  [{ name: 'Learner', email: 'a@example.org', password: 'p\u0007ssword' }, undefined],
  [{ name: 'x'.repeat(200) }, undefined],
  [{ name: '🎓'.repeat(200) }, undefined],
  [{ name: 'x'.repeat(201) }, 'The name has 201 characters; at most 200 are allowed.'],
  [{ name: 'a\0b' }, 'The name contains a control character U+0000, which is not allowed.'],
  [{ name: null }, 'Everybody has a name: expected text, not null.'],
  [{ image: null }, undefined],
  [{ email: `a@${'x'.repeat(318)}` }, undefined],
  [{ email: `a@${'x'.repeat(319)}` }, 'The email has 321 characters; at most 320 are allowed.'],
  [{ image: 'x'.repeat(2001) }, 'The image has 2001 characters; at most 2000 are allowed.'],
  [{ token: 'a\ud800' }, 'The token contains a lone surrogate U+D800, which is not allowed.'],
  [{ rememberMe: true }, undefined],
  [null, undefined],
  ['text', undefined],
])('%j', (body, message) => {
  expect(findAccountInputFault(body)?.message).toBe(message)
})
