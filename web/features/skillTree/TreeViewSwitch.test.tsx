import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { createCache } from '../../apollo/client.ts'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { ViewerQuery } from '../shell/viewerQuery.ts'
import { TreeViewSwitch } from './TreeViewSwitch.tsx'
import { rememberTreeView } from './treeView.ts'
import { useTreeView } from './useTreeView.ts'

afterEach(() => localStorage.clear())

function Tree() {
  const { view, choose } = useTreeView()
  return <TreeViewSwitch view={view} onChoose={choose} />
}

function render(path: string, learnerId = 'ada') {
  const cache = createCache()
  const settings = { __typename: 'Settings', timeZone: 'Europe/Berlin' }
  const viewer = { __typename: 'Viewer', id: learnerId, email: null, name: null, isGuest: true, settings }
  cache.writeQuery({ query: ViewerQuery, data: { viewer } as never })
  return renderWithApp(<Tree />, { path, cache })
}

const expectView = (name: 'Outline' | 'Map') =>
  waitFor(() => expect(screen.getByRole('button', { name, pressed: true })).toBeInTheDocument())

test('the outline comes first; what is chosen stands in the address, beside what else is there', async () => {
  const { router } = await render('/?node=volumes')
  await expectView('Outline')
  await userEvent.click(screen.getByRole('button', { name: 'Map' }))
  await expectView('Map')
  expect(router.state.location.search).toEqual({ node: 'volumes', view: 'map' })
  await userEvent.keyboard('v')
  await expectView('Outline')
  expect(router.state.location.search).toEqual({ node: 'volumes', view: 'outline' })
})

test('a learner finds the view chosen last, another their own', async () => {
  rememberTreeView('ada', 'map')
  const { unmount } = await render('/')
  await expectView('Map')
  unmount()
  await render('/', 'bo')
  await expectView('Outline')
})

test('the address wins over what was chosen last, and is the last from then on', async () => {
  rememberTreeView('ada', 'map')
  const { unmount } = await render('/?view=outline')
  await expectView('Outline')
  unmount()
  await render('/')
  await expectView('Outline')
})
