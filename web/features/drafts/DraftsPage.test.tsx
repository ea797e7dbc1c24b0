import { useQuery } from '@apollo/client/react'
import { act, configure, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { DraftsPage } from './DraftsPage.tsx'
import { DraftsGoalQuery } from './draftDocuments.ts'
import { DraftServer, makeDraft } from './draftsFixture.ts'

// A whole page is drawn and searched by role many times: slow where other tests run beside it.
configure({ asyncUtilTimeout: 5000 })

// Growing fields wait for the fonts, which jsdom does not have.
Object.defineProperty(document, 'fonts', { value: new EventTarget() })

function Drafts() {
  const { data, refetch } = useQuery(DraftsGoalQuery, { variables: { id: 'g' } })
  return data?.goal ? <DraftsPage goal={data.goal} nodeId={undefined} onChange={refetch} /> : null
}

async function openPage(server: DraftServer) {
  await renderWithApp(<Drafts />, { mocks: server.mocks(), socket: server.socket })
}

const article = (id: string) => screen.findByRole('article', { name: `Question ${id}?` })
const listIds = () =>
  screen
    .queryAllByRole('article')
    .map(each => /Question (\w+)\?/.exec(each.getAttribute('aria-label') ?? each.textContent ?? '')?.[1])
const press = (keys: string) => userEvent.keyboard(keys)

test('every decision by keyboard: the focus goes on, and what was done is read out', async () => {
  const server = new DraftServer(makeDraft('a', 1), makeDraft('b', 2), makeDraft('c', 3))
  await openPage(server)
  const first = await article('a')
  await press('jj')
  expect(await article('b')).toHaveFocus()
  await press('k')
  expect(first).toHaveFocus()
  await press('a')
  await waitFor(() => expect(listIds()).toEqual(['b', 'c']))
  expect(await article('b')).toHaveFocus()
  expect(await screen.findByText('Approved: Question a?. 2 left.')).toBeInTheDocument()
  await press('x')
  await waitFor(() => expect(listIds()).toEqual(['c']))
  expect(await article('c')).toHaveFocus()
  await waitFor(() =>
    expect(server.asked).toEqual([
      ['approve', { ids: ['a'] }],
      ['discard', { ids: ['b'] }],
    ]),
  )
  expect(await screen.findByText('1 draft waits for your decision')).toBeInTheDocument()
})

test('the first key only shows where one is', async () => {
  const server = new DraftServer(makeDraft('a', 1))
  await openPage(server)
  const only = await article('a')
  await press('x')
  expect(only).toHaveFocus()
  expect(server.asked).toEqual([])
})

test.each([
  ['by the toast', () => screen.findByRole('button', { name: 'Undo' }).then(userEvent.click)],
  ['by Z', () => screen.findByRole('button', { name: 'Undo' }).then(() => press('z'))],
])('a discarded draft comes back to its place: %s', async (_, undo) => {
  const server = new DraftServer(makeDraft('a', 1), makeDraft('b', 2), makeDraft('c', 3))
  await openPage(server)
  await article('a')
  await press('jjx')
  await waitFor(() => expect(listIds()).toEqual(['a', 'c']))
  await undo()
  await waitFor(() => expect(listIds()).toEqual(['a', 'b', 'c']))
})

test('what is refused stays, with the words of the server', async () => {
  const server = new DraftServer(makeDraft('a', 1), makeDraft('b', 2))
  server.refusal = 'The card was changed meanwhile.'
  await openPage(server)
  const draft = await article('a')
  await userEvent.click(within(draft).getByRole('button', { name: /^Approve/ }))
  const refused = await article('a')
  expect(await within(refused).findByRole('alert')).toHaveTextContent('The card was changed meanwhile.')
  expect(listIds()).toEqual(['a', 'b'])

  server.refusal = null
  await userEvent.click(within(refused).getByRole('button', { name: /^Approve/ }))
  await waitFor(() => expect(listIds()).toEqual(['b']))
})

test('a draft is edited where it stands, and Escape leaves it', async () => {
  const server = new DraftServer(makeDraft('a', 1), makeDraft('b', 2))
  await openPage(server)
  await article('b')
  await press('jje')
  const answer = await screen.findByRole('textbox', { name: 'Answer' })
  expect(screen.getByRole('textbox', { name: 'Question' })).toHaveFocus()
  await press('{Escape}')
  expect(answer).not.toBeInTheDocument()
  await waitFor(async () => expect(await article('b')).toHaveFocus())

  await press('e')
  await userEvent.type(await screen.findByRole('textbox', { name: 'Answer' }), ', in short')
  await press('{Control>}{Enter}{/Control}')
  expect(await screen.findByText('Answer b, in short')).toBeInTheDocument()
  await waitFor(async () => expect(await article('b')).toHaveFocus())
})

test('a similar card is named, and shown on demand', async () => {
  const skillNode = { __typename: 'SkillNode', id: 's', title: 'Services' }
  const other = makeDraft('x', 0, { status: 'ACTIVE', question: 'What is a Pod?', skillNode })
  await openPage(new DraftServer(makeDraft('a', 1, { similarTo: [other] })))
  await userEvent.click(await screen.findByRole('button', { name: 'Similar to “What is a Pod?”' }))
  expect(screen.getByText('One of your cards in “Services”')).toBeInTheDocument()
  expect(screen.getByText('Answer x')).toBeInTheDocument()
})

const twoVersions = () => {
  const old = makeDraft('a', 1, { question: 'What is a Pod?', answer: 'The smallest unit' })
  const better = makeDraft('A', 5, {
    question: 'What is a Pod?',
    answer: 'The smallest deployable unit',
    replaces: old,
  })
  return new DraftServer(old, makeDraft('b', 2), better)
}

test('a new version stands beside what it replaces, with the difference marked', async () => {
  await openPage(twoVersions())
  const draft = within(await screen.findByRole('article', { name: 'What is a Pod?' }))
  const before = draft.getByRole('group', { name: 'The old one' })
  const after = draft.getByRole('group', { name: 'The new one' })
  expect(before).toHaveTextContent('The smallest unit')
  expect(within(after).getByText('deployable').closest('ins')).toBeInTheDocument()
  expect(screen.getByText('2 drafts wait for your decision')).toBeInTheDocument()
})

test.each([
  ['Keep the old one', 'discard', ['A'], 'The smallest unit'],
  ['Use the new one', 'discard', ['a'], 'The smallest deployable unit'],
])('of two versions one is chosen, and stays a draft: %s', async (name, what, ids, answer) => {
  const server = twoVersions()
  await openPage(server)
  await userEvent.click(await screen.findByRole('button', { name }))
  expect(await screen.findByText(answer)).toBeInTheDocument()
  await waitFor(() => expect(screen.queryByRole('group', { name: 'The old one' })).toBeNull())
  expect(screen.getAllByRole('article')).toHaveLength(2)
  expect(screen.getByRole('article', { name: 'What is a Pod?' })).toHaveFocus()
  expect(server.asked).toEqual([[what, { ids }]])
})

test('approving the new version takes the old one from the list', async () => {
  const server = twoVersions()
  await openPage(server)
  await userEvent.click(await screen.findByRole('button', { name: /^Approve the new one/ }))
  await waitFor(() => expect(listIds()).toEqual(['b']))
  expect(server.asked).toEqual([['approve', { ids: ['A'] }]])
})

test('Shift and A approve all that is in sight, of two versions the new one; then it can be studied', async () => {
  const server = twoVersions()
  await openPage(server)
  await screen.findAllByRole('article')
  await press('{Shift>}a{/Shift}')
  expect(await screen.findByRole('heading', { name: '2 cards approved' })).toBeInTheDocument()
  expect(server.asked).toEqual([['approve', { ids: ['A', 'b'] }]])
  const study = await screen.findAllByRole('link', { name: 'Study now' })
  expect(study[0]).toHaveAttribute('href', '/study?goalId=g')
})

test('what is on other pages is approved only after a question', async () => {
  const server = new DraftServer(...Array.from({ length: 30 }, (_, at) => makeDraft(`d${at}`, at)))
  await openPage(server)
  expect(await screen.findByRole('button', { name: 'Show more of 30 drafts' })).toBeInTheDocument()
  await press('{Shift>}a{/Shift}')
  const dialog = within(await screen.findByRole('dialog', { name: 'Approve 30 drafts?' }))
  await userEvent.click(dialog.getByRole('button', { name: 'Approve all' }))
  expect(await screen.findByRole('heading', { name: '30 cards approved' })).toBeInTheDocument()
  expect(server.open).toEqual([])
})

test('the next page comes before the last draft of this one is decided on', async () => {
  const server = new DraftServer(...Array.from({ length: 8 }, (_, at) => makeDraft(`d${at}`, at)))
  server.pageSize = 5
  await openPage(server)
  await article('d0')
  await press('jx')
  await waitFor(() => expect(listIds()).toEqual(['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7']))
})

test('drafts join at the end while they are made, and take no focus', async () => {
  const server = new DraftServer(makeDraft('a', 1))
  server.makeJob()
  await openPage(server)
  await article('a')
  await press('j')
  server.drafts.push(makeDraft('b', 2))
  act(() => server.step({ progress: 0.4 }))
  await waitFor(() => expect(listIds()).toEqual(['a', 'b']))
  expect(await article('a')).toHaveFocus()

  await userEvent.type(screen.getByLabelText('What should be better?'), 'Shorter')
  server.drafts.push(makeDraft('c', 3))
  act(() => server.step({ status: 'SUCCEEDED', droppedCount: 2 }))
  expect(await screen.findByText(/1 more has come meanwhile/)).toBeInTheDocument()
  expect(listIds()).toEqual(['a', 'b'])
  expect(await screen.findByText('2 cards were left out: malformed or duplicates.')).toBeInTheDocument()
  await userEvent.click(await article('a'))
  expect(listIds()).toEqual(['a', 'b', 'c'])
})

test('feedback is for the chosen drafts, and new versions come beside the old ones', async () => {
  const server = new DraftServer(makeDraft('a', 1), makeDraft('b', 2), makeDraft('c', 3))
  await openPage(server)
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Choose for feedback: Question b?' }))
  expect(screen.getByText('For the 1 draft you have chosen.')).toBeInTheDocument()
  await press('f')
  await userEvent.keyboard('With commands{Control>}{Enter}{/Control}')
  await waitFor(() => expect(server.asked).toEqual([['refine', { ids: ['b'], feedback: 'With commands' }]]))
  expect(await screen.findByRole('progressbar', { name: 'Improving drafts' })).toBeInTheDocument()

  server.drafts.push(makeDraft('B', 9, { replaces: server.drafts[1] }))
  act(() => server.step({ status: 'SUCCEEDED' }))
  await userEvent.click(await screen.findByRole('button', { name: 'See the first new version' }))
  expect(await screen.findByRole('article', { name: 'Question B?' })).toHaveFocus()
  expect(screen.getAllByRole('article')).toHaveLength(3)
  expect(screen.getByLabelText('What should be better?')).toHaveValue('')
})

test('a job that failed says why and what is kept, and is tried again', async () => {
  const server = new DraftServer(makeDraft('a', 1))
  server.makeJob({
    id: 'failed',
    status: 'FAILED',
    message: 'The model did not answer.',
    errorCode: 'AI_FAILED',
  })
  await openPage(server)
  const notice = await screen.findByRole('region', { name: 'Making cards failed' })
  expect(notice).toHaveTextContent('The model did not answer. The draft that came is kept.')
  await userEvent.click(within(notice).getByRole('button', { name: 'Try again' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Generate cards for “Pods”' }))
  await userEvent.click(dialog.getByRole('button', { name: 'Generate' }))
  await waitFor(() => expect(server.asked[0]?.[0]).toBe('generate'))
})

test('without drafts the page says what will be here', async () => {
  await openPage(new DraftServer())
  expect(await screen.findByRole('heading', { name: 'No drafts are waiting' })).toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Generate cards' })).toBeInTheDocument()
})
