import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { ChoiceActions } from './ChoiceActions.tsx'

test('the right answer is read out as plain words', async () => {
  const nothing = () => {}
  await renderWithApp(
    <ChoiceActions
      feedback={{ status: 'graded', choiceId: 'c', grade: { wasCorrect: false, correctChoiceId: 'b' } }}
      rightLetter="B"
      rightText="Run `kubectl get pods` **first**"
      nextReviews={[]}
      onNotSure={nothing}
      onNext={nothing}
      onChange={nothing}
    />,
  )
  const verdict = await screen.findByText(/^Not this one/)
  expect(verdict).toHaveTextContent(/^Not this one\. B is right\. Run kubectl get pods first$/)
})
