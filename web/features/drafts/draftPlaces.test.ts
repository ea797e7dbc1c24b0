import { expect, test } from 'vitest'
import { countDrafts, listPlaceOptions, namePlaces } from './draftPlaces.ts'

const place = (path: string, title: string, subtreeDraftCount = 0) => ({
  id: title,
  title,
  path,
  depth: path.split('.').length - 1,
  subtreeDraftCount,
})

const places = [
  place('1', 'Coffee', 6),
  place('1.1', 'Beans', 5),
  place('1.1.1', 'Origin', 2),
  place('1.1.10', 'Roast', 3),
  place('1.2', 'Water'),
]

test('a node is named by the way to it', () => {
  const names = namePlaces(places)
  expect(names.get('Coffee')).toEqual(['Coffee'])
  expect(names.get('Beans')).toEqual(['Beans'])
  expect(names.get('Roast')).toEqual(['Beans', 'Roast'])
})

test('branches are offered with the drafts below them', () => {
  expect(listPlaceOptions(places).map(option => option.label)).toEqual([
    'Beans (5)',
    '\u2003Origin (2)',
    '\u2003Roast (3)',
  ])
})

test('the chosen branch stays when nothing is left in it', () => {
  expect(listPlaceOptions(places, 'Water').at(-1)).toEqual({ value: 'Water', label: 'Water (0)' })
})

test('drafts are counted below a branch, or below the root', () => {
  expect(countDrafts(places)).toBe(6)
  expect(countDrafts(places, 'Beans')).toBe(5)
  expect(countDrafts(places, 'gone')).toBe(0)
})
