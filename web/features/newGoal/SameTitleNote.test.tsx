import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { SameTitleNote, SameTitleQuery } from './SameTitleNote.tsx'

function TitleField() {
  const [title, setTitle] = useState('')
  return (
    <>
      <input aria-label="Title" value={title} onChange={event => setTitle(event.currentTarget.value)} />
      <SameTitleNote title={title} />
    </>
  )
}

const found = (title: string, ...titles: string[]) => ({
  request: { query: SameTitleQuery, variables: { title } },
  result: {
    data: {
      viewer: {
        __typename: 'Viewer',
        id: 'v',
        goals: {
          __typename: 'GoalConnection',
          edges: titles.map(each => ({
            __typename: 'GoalEdge',
            cursor: each,
            node: { __typename: 'Goal', id: `id-of-${each}`, title: each },
          })),
        },
      },
    },
  },
})

test('a title that a goal has already is said while typing, with the way to it', async () => {
  await renderWithApp(<TitleField />, {
    mocks: [found('spanish', 'Old Spanish', 'Spanish'), found('spanish verbs', 'Spanish verbs and nouns')],
  })
  const field = await screen.findByLabelText('Title')
  await userEvent.type(field, 'spanish')
  expect(await screen.findByRole('link', { name: 'open “Spanish”' })).toHaveAttribute(
    'href',
    '/goals/id-of-Spanish',
  )
  await userEvent.type(field, ' verbs')
  expect(screen.queryByRole('link')).toBeNull()
})
