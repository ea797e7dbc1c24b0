import { builder } from '../builder.ts'

/** The signed-in learner: the way to everything they own. */
export const viewerRef = builder.prismaObject('User', {
  name: 'Viewer',
  description: 'The signed-in learner: the way to everything they own.',
  fields: t => ({
    id: t.exposeID('id', { description: 'The learner’s id.' }),
    email: t.string({
      nullable: true,
      description: 'E-mail of the account; null for guests.',
      resolve: user => (user.isAnonymous ? null : user.email),
    }),
    name: t.string({
      nullable: true,
      description: 'How the learner wants to be called; null for guests.',
      resolve: user => (user.isAnonymous ? null : user.name),
    }),
    isGuest: t.exposeBoolean('isAnonymous', { description: 'Whether they started without an account.' }),
    isAdmin: t.exposeBoolean('isAdmin', { description: 'Whether they administrate this server.' }),
  }),
})

builder.queryField('viewer', t =>
  t.field({
    type: viewerRef,
    nullable: true,
    description: 'The signed-in learner; null when signed out.',
    resolve: (_root, _args, context) => (context.learner ? context.loaders.viewer() : null),
  }),
)
