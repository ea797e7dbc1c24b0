import { fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { OutlineSource, PreviewOutlineQuery } from './OutlineSource.tsx'
import { CreateGoal } from './useCreateGoal.tsx'

const node = (path: string, title: string, line: number) => ({
  __typename: 'OutlineNode',
  path,
  title,
  depth: path.split('.').length - 1,
  description: null,
  line,
})

const nodes = [node('1.1', 'Storage', 2), node('1.1.1', 'Classes', 3), node('1.2', 'Networking', 4)]

const preview = (text: string, problems: Array<{ line: number; message: string }> = []) => ({
  request: { query: PreviewOutlineQuery, variables: { text } },
  result: {
    data: {
      previewOutline: {
        __typename: 'OutlinePreview',
        title: 'Kubernetes',
        nodes,
        problems: problems.map(problem => ({ __typename: 'LineProblem', ...problem })),
      },
    },
  },
})

const type = (text: string) => fireEvent.change(screen.getByLabelText('Outline'), { target: { value: text } })

test('the tree appears beside the outline, and its sums follow the switches', async () => {
  await renderWithApp(<OutlineSource title="" onTitle={() => {}} />, { mocks: [preview('outline')] })
  type('outline')
  expect(await screen.findByText('Storage')).toBeInTheDocument()
  expect(screen.getByText('2 topics')).toBeInTheDocument()
  await userEvent.click(screen.getByRole('switch', { name: 'Include Storage' }))
  expect(screen.getByText('1 of 2 topics')).toBeInTheDocument()
  expect(screen.getByRole('switch', { name: 'Include Classes' })).toBeDisabled()
  expect(screen.getByPlaceholderText('Kubernetes')).toBeInTheDocument()
})

test('a problem names its line, leads to it, and keeps the goal from being created', async () => {
  await renderWithApp(<OutlineSource title="" onTitle={() => {}} />, {
    mocks: [preview('one\ntwo\nthree', [{ line: 2, message: 'It is too deep.' }])],
  })
  type('one\ntwo\nthree')
  await userEvent.click(await screen.findByRole('button', { name: 'Line 2 It is too deep.' }))
  const field = screen.getByLabelText<HTMLTextAreaElement>('Outline')
  expect(field).toHaveFocus()
  expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe('two')
  expect(screen.getByText('1 problem to solve first')).toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Create goal' })).toBeDisabled()
})

test('what is switched off is sent with the text, under the title of the outline', async () => {
  const goal = {
    __typename: 'Goal',
    id: 'g',
    title: 'Kubernetes',
    status: 'ACTIVE',
    masteryPercentage: 0,
    cardCount: 0,
    due: { __typename: 'DueCounts', now: 0, new: 0, estimatedSeconds: 0 },
  }
  const { router } = await renderWithApp(<OutlineSource title="" onTitle={() => {}} />, {
    mocks: [
      preview('outline'),
      {
        request: {
          query: CreateGoal,
          variables: {
            input: { title: 'Kubernetes', source: { outline: { text: 'outline', disabledPaths: ['1.2'] } } },
          },
        },
        result: { data: { createGoal: { __typename: 'CreateGoalPayload', goal, duplicateOf: null } } },
      },
    ],
  })
  type('outline')
  await userEvent.click(await screen.findByRole('switch', { name: 'Include Networking' }))
  await userEvent.click(screen.getByRole('button', { name: 'Create goal' }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/goals/g'))
})
