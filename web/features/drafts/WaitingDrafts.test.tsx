import { act, configure, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { DraftsToday } from './DraftsToday.tsx'
import { DraftServer, makeDraft } from './draftsFixture.ts'
import { WaitingDrafts } from './WaitingDrafts.tsx'

// A whole page is drawn and searched by role many times: slow where other tests run beside it.
configure({ asyncUtilTimeout: 5000 })

async function openPanel(server: DraftServer, nodeId = 'n') {
  return renderWithApp(<WaitingDrafts goalId="g" nodeId={nodeId} isRoot={false} />, {
    mocks: server.mocks(),
    socket: server.socket,
  })
}

test('a node says how many drafts wait, while they are being made too', async () => {
  const server = new DraftServer(makeDraft('a', 1))
  server.makeJob()
  await openPanel(server)
  expect(await screen.findByText(/1 draft waits for your decision/)).toBeInTheDocument()
  expect(screen.getByRole('progressbar', { name: 'Making cards' })).toBeInTheDocument()
  server.drafts.push(makeDraft('b', 2))
  act(() => server.step({ progress: 0.6 }))
  expect(await screen.findByText(/2 drafts wait for your decision/)).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'Look at them' })).toHaveAttribute('href', '/goals/g/drafts?node=n')
})

test('a node without drafts says nothing, also while another one gets some', async () => {
  const server = new DraftServer()
  server.makeJob({ skillNode: { __typename: 'SkillNode', id: 's', title: 'Services' } })
  const { client } = await openPanel(server)
  await waitFor(() => expect(Object.keys(client.cache.extract() as object)).toContain('GenerationJob:j'))
  expect(screen.queryByRole('progressbar')).toBeNull()
  expect(screen.queryByText(/your decision/)).toBeNull()
})

test('today names each goal whose drafts wait', async () => {
  const goal = (id: string, title: string, subtreeDraftCount: number) => ({
    id,
    title,
    skillTree: { root: { subtreeDraftCount } },
  })
  await renderWithApp(
    <DraftsToday goals={[goal('k', 'Kubernetes', 12), goal('c', 'Coffee', 0), goal('b', 'Bones', 1)]} />,
  )
  expect(await screen.findByText(/12 drafts of “Kubernetes” are waiting/)).toBeInTheDocument()
  expect(screen.getByText(/1 draft of “Bones” is waiting/)).toBeInTheDocument()
  expect(screen.queryByText(/Coffee/)).toBeNull()
  expect(screen.getByRole('link', { name: 'Look at it' })).toHaveAttribute('href', '/goals/b/drafts')
})
