import type { ApiToken } from '../../db/generated/prisma/client.ts'
import type { TokenScope } from '../../domain/apiToken.ts'
import { createApiToken, listApiTokens, revokeApiToken } from '../../services/apiTokens.ts'
import { spendObjects } from '../budget.ts'
import { builder } from '../builder.ts'
import { requireLearner, write } from '../context.ts'
import { viewerRef } from './viewer.ts'

const tokenScope = builder.enumType('TokenScope', {
  description: 'What a token may do. None may create or revoke tokens.',
  values: {
    READ: { value: 'read', description: 'Queries and subscriptions.' },
    REVIEW: { value: 'review', description: 'READ and studying: sessions, answers and taking them back.' },
    WRITE: { value: 'write', description: 'REVIEW and every other change.' },
  } as Record<Uppercase<TokenScope>, { value: TokenScope; description: string }>,
})

const apiTokenRef = builder.prismaObject('ApiToken', {
  description:
    'A personal token for programs, sent as `Authorization: Bearer …`. Only its hash is kept. ' +
    'Signing out everywhere and a new password leave it as it is.',
  fields: t => ({
    id: t.exposeID('id', { description: 'The token’s id, not the token.' }),
    name: t.exposeString('name', { description: 'What the learner calls it.' }),
    scope: t.field({
      type: tokenScope,
      description: 'What it may do.',
      resolve: token => token.scope as TokenScope,
    }),
    prefix: t.exposeString('prefix', { description: 'The token’s first characters, to recognise it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last used, to the minute; null: never.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'From when on it is refused; null: never.',
    }),
  }),
})

builder.prismaObjectField(viewerRef, 'apiTokens', t =>
  t.field({
    type: [apiTokenRef],
    description: 'Their tokens that are not revoked, newest first; expired ones for 30 days.',
    resolve: async (_user, _args, context) => {
      const tokens = await listApiTokens(context.db, requireLearner(context), context.now)
      spendObjects(context.budget, tokens.length)
      return tokens
    },
  }),
)

const createInput = builder.inputType('CreateApiTokenInput', {
  fields: t => ({
    name: t.string({ required: true, description: '1–100 characters, to know it by.' }),
    scope: t.field({ type: tokenScope, required: true }),
    expiresInDays: t.int({ description: '1–3650; null: it does not expire.' }),
  }),
})

const createPayload = builder
  .objectRef<{ apiToken: ApiToken; token: string }>('CreateApiTokenPayload')
  .implement({
    fields: t => ({
      apiToken: t.field({ type: apiTokenRef, resolve: payload => payload.apiToken }),
      token: t.exposeString('token', { description: 'The token itself, told this one time.' }),
    }),
  })

const revokePayload = builder.objectRef<{ id: string }>('RevokeApiTokenPayload').implement({
  fields: t => ({ id: t.exposeID('id', { description: 'Of the token.' }) }),
})

builder.mutationFields(t => ({
  createApiToken: t.field({
    type: createPayload,
    description: 'Makes a token; 50 at a time. Only for a learner with an account who is signed in.',
    args: { input: t.arg({ type: createInput, required: true }) },
    resolve: (_root, { input }, context) =>
      write(
        context,
        learner => {
          const wanted = { ...input, expiresInDays: input.expiresInDays ?? null }
          return createApiToken(context.db, learner, wanted, context.now)
        },
        'person',
      ),
  }),
  revokeApiToken: t.field({
    type: revokePayload,
    description: 'Ends a token at once. Revoking again says the same.',
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) =>
      write(
        context,
        async learner => ({ id: await revokeApiToken(context.db, learner, id, context.now) }),
        'person',
      ),
  }),
}))
