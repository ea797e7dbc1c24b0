import '@testing-library/jest-dom/vitest'
import './jsdomGaps.ts'
import { ApolloClient, ApolloLink } from '@apollo/client'
import { ApolloProvider } from '@apollo/client/react'
import { MockLink } from '@apollo/client/testing'
import { MantineProvider } from '@mantine/core'
import { Notifications, notifications } from '@mantine/notifications'
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { cleanup, render } from '@testing-library/react'
import { OperationTypeNode } from 'graphql'
import { type ReactNode, Suspense } from 'react'
import { NEVER } from 'rxjs'
import { afterEach } from 'vitest'
import { createCache } from '../apollo/client.ts'

afterEach(() => {
  cleanup()
  notifications.clean()
})

interface Options {
  /** Each answers one operation once, in any order. */
  mocks?: ReadonlyArray<MockLink.MockedResponse>
  /** Takes the subscriptions; without it they hear nothing. */
  socket?: ApolloLink
  path?: string
  /** What is known already. */
  cache?: ReturnType<typeof createCache>
}

const silence = new ApolloLink(() => NEVER)

/** Renders a component as the app would: cache, theme, toasts and an address, with the server's answers given. */
export async function renderWithApp(
  ui: ReactNode,
  { mocks = [], socket = silence, path = '/', cache = createCache() }: Options = {},
) {
  const client = new ApolloClient({
    cache,
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      socket,
      new MockLink(mocks, { defaultOptions: { delay: 0 } }),
    ),
    dataMasking: true,
  })
  const root = createRootRoute({
    component: () => (
      <>
        <Notifications />
        <Suspense fallback="Loading">{ui}</Suspense>
      </>
    ),
    notFoundComponent: () => null,
  })
  const router = createRouter({
    routeTree: root,
    history: createMemoryHistory({ initialEntries: [path] }),
  })
  const view = render(
    <MantineProvider env="test">
      <ApolloProvider client={client}>
        <RouterProvider router={router as never} />
      </ApolloProvider>
    </MantineProvider>,
  )
  await router.load()
  return { ...view, client, cache, router }
}
