import { act, screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { useRouteAnnouncement } from './useRouteAnnouncement.ts'

function News() {
  return <p role="status">{useRouteAnnouncement()}</p>
}

beforeEach(() => {
  document.title = 'Today · Memoryloop'
})

async function renderAndGo(path: string) {
  const { router } = await renderWithApp(<News />)
  await screen.findByRole('status')
  await act(() => router.navigate({ href: path }))
  return router
}

const nameThePage = (title: string) =>
  act(async () => {
    document.title = title
  })

test('a page is announced by its own title, when it has set it, and once', async () => {
  await renderAndGo('/goals')
  await act(() => new Promise(done => setTimeout(done, 50)))
  expect(screen.getByRole('status')).toBeEmptyDOMElement()
  await nameThePage('Memoryloop')
  expect(screen.getByRole('status')).toBeEmptyDOMElement()
  await nameThePage('Goals · Memoryloop')
  await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('Goals · Memoryloop'))
  await nameThePage('Renamed · Memoryloop')
  expect(screen.getByRole('status')).toHaveTextContent('Goals · Memoryloop')
})

test('the next page takes the place of the one before', async () => {
  const router = await renderAndGo('/goals')
  await nameThePage('Goals · Memoryloop')
  await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('Goals'))
  await act(() => router.navigate({ href: '/settings' }))
  expect(screen.getByRole('status')).toBeEmptyDOMElement()
  await nameThePage('Settings · Memoryloop')
  await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('Settings'))
})

test('a page that bears the name of the one before is announced all the same', async () => {
  await renderAndGo('/goals')
  await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('Today'), { timeout: 5000 })
}, 8000)
