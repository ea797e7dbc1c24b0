import '@mantine/core/styles.css'
import '@fontsource-variable/inter/wght.css'
import './theme/global.css'
import { ApolloProvider } from '@apollo/client/react'
import { MantineProvider } from '@mantine/core'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createClient } from './apollo/client.ts'
import { LastResort } from './components/LastResort.tsx'
import { router } from './router.tsx'
import { colorSchemeManager, cssVariablesResolver, theme } from './theme/theme.ts'

const client = createClient(async () => {
  await router.navigate({ to: '/sign-in', search: { expired: true } })
  await client.clearStore()
})

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <LastResort>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariablesResolver}
        colorSchemeManager={colorSchemeManager}
        defaultColorScheme="auto"
      >
        <ApolloProvider client={client}>
          <RouterProvider router={router} />
        </ApolloProvider>
      </MantineProvider>
    </LastResort>
  </StrictMode>,
)
