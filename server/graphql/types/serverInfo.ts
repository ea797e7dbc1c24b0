import { builder } from '../builder.ts'
import type { Context } from '../context.ts'

const serverInfoRef = builder.objectRef<Context>('ServerInfo').implement({
  description: 'What this server is and offers.',
  fields: t => ({
    version: t.exposeString('version', { description: 'Of Memoryloop, such as 1.2.0.' }),
    aiConfigured: t.boolean({
      description: 'Whether a language model is set up, so that trees and cards can be generated.',
      resolve: ({ generation }) => generation !== null,
    }),
    signUpOpen: t.boolean({ description: 'Whether new accounts can be made.', resolve: () => true }),
  }),
})

builder.queryField('serverInfo', t =>
  t.field({
    type: serverInfoRef,
    description: 'What this server is and offers. Open to everyone.',
    resolve: (_root, _args, context) => context,
  }),
)
