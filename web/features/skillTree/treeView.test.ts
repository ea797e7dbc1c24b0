import { afterEach, expect, test } from 'vitest'
import { parseTreeView, readTreeView, rememberTreeView } from './treeView.ts'

afterEach(() => localStorage.clear())

test('each learner has a view of their own', () => {
  expect(readTreeView('ada')).toBeUndefined()
  rememberTreeView('ada', 'map')
  rememberTreeView('bo', 'outline')
  expect(readTreeView('ada')).toBe('map')
  expect(readTreeView('bo')).toBe('outline')
})

test('what is no view counts as none', () => {
  expect(parseTreeView('map')).toBe('map')
  expect(parseTreeView('globe')).toBeUndefined()
  localStorage.setItem('memoryloop.treeView.ada', 'globe')
  expect(readTreeView('ada')).toBeUndefined()
})
