import { expect, test } from 'vitest'
import { readTopicsView, toTopicsSearch, toTopicsVariables } from './topicsView.ts'

test.each([
  [{}, { search: undefined, minUsers: undefined, hasCuratedTree: undefined }],
  [{ show: 'wanted' }, { search: undefined, minUsers: 50, hasCuratedTree: false }],
  [{ show: 'without' }, { search: undefined, minUsers: undefined, hasCuratedTree: false }],
  [
    { show: 'with', search: ' kube ' },
    { search: 'kube', minUsers: undefined, hasCuratedTree: true },
  ],
  [{ show: 'nonsense' }, { search: undefined, minUsers: undefined, hasCuratedTree: undefined }],
])('%j asks for %j', (search, variables) => {
  expect(toTopicsVariables(readTopicsView(search))).toEqual(variables)
})

test.each([{}, { show: 'wanted' }, { show: 'with', search: 'kube' }])('%j survives the address', search => {
  expect(toTopicsSearch(readTopicsView(search))).toEqual({ show: undefined, search: undefined, ...search })
})
