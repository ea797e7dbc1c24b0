import { CombinedGraphQLErrors } from '@apollo/client/errors'
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { createCache } from '../../apollo/client.ts'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { ServerInfoQuery } from '../generation/serverInfoQuery.ts'
import { ViewerQuery } from '../shell/viewerQuery.ts'
import { AiSource } from './AiSource.tsx'
import { CreateGoal } from './useCreateGoal.tsx'

const goal = {
  __typename: 'Goal',
  id: 'g',
  title: 'Kubernetes',
  status: 'ACTIVE',
  masteryPercentage: 0,
  cardCount: 0,
  due: { __typename: 'DueCounts', now: 0, new: 0, estimatedSeconds: 0 },
}

const asked = (detail: string, instructions?: string) => ({
  query: CreateGoal,
  variables: { input: { title: 'Kubernetes', source: { ai: { detail, instructions } } } },
})

const server = (aiConfigured: boolean) => ({
  request: { query: ServerInfoQuery },
  result: { data: { serverInfo: { __typename: 'ServerInfo', aiConfigured } } },
})

const findButton = () => screen.findByRole('button', { name: 'Generate the tree' })

test('the wishes are sent, and the goal is opened while its tree grows', async () => {
  const { router } = await renderWithApp(<AiSource title=" Kubernetes " onTitle={() => {}} />, {
    mocks: [
      server(true),
      {
        request: asked('MORE_DETAIL', 'For the exam in March'),
        result: { data: { createGoal: { __typename: 'CreateGoalPayload', goal, duplicateOf: null } } },
      },
    ],
  })
  await userEvent.click(await screen.findByRole('radio', { name: 'More detail' }))
  expect(screen.getByText('Down to the parts of each topic.')).toBeInTheDocument()
  await userEvent.type(screen.getByLabelText('Anything else it should know?'), 'For the exam in March')
  await userEvent.click(await findButton())
  await waitFor(() => expect(router.state.location.pathname).toBe('/goals/g'))
})

test('nothing can be asked for without a title', async () => {
  await renderWithApp(<AiSource title=" " onTitle={() => {}} />, { mocks: [server(true)] })
  expect(await findButton()).toBeDisabled()
})

test('a guest who is refused reads why and is shown the way to an account', async () => {
  const message = 'Generating with AI is not open to guests here. Sign up: your work stays with you.'
  const errors = [{ message, extensions: { code: 'AI_UNAVAILABLE' } }]
  const cache = createCache()
  const settings = { __typename: 'StudySettings', timeZone: 'UTC' }
  const viewer = { __typename: 'Viewer', id: 'v', email: null, name: null, isGuest: true, settings }
  cache.writeQuery({ query: ViewerQuery, data: { viewer } as never })
  await renderWithApp(<AiSource title="Kubernetes" onTitle={() => {}} />, {
    cache,
    mocks: [
      server(true),
      { request: asked('STANDARD'), error: new CombinedGraphQLErrors({ errors, data: null } as never) },
    ],
  })
  await userEvent.click(await findButton())
  expect(await screen.findByRole('alert')).toHaveTextContent(message)
  expect(screen.getByRole('link', { name: 'Sign up' })).toHaveAttribute('href', '/sign-up')
  expect(screen.getByLabelText('What do you want to learn?')).toHaveValue('Kubernetes')
})

test('without a language model it is said how one is added, and what works without', async () => {
  await renderWithApp(<AiSource title="Kubernetes" onTitle={() => {}} />, { mocks: [server(false)] })
  expect(await screen.findByText(/OPENAI_BASE_URL=http:\/\/localhost:11434\/v1/)).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Generate the tree' })).toBeNull()
  const outline = screen.getByRole('link', { name: 'Paste an outline' })
  expect(outline).toHaveAttribute('href', '/goals/new?outline=true')
})
