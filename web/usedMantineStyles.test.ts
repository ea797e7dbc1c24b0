// @vitest-environment node
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { usedMantineStyles } from './usedMantineStyles.ts'

const webDir = fileURLToPath(new URL('.', import.meta.url))
const modulesDir = fileURLToPath(new URL('../node_modules', import.meta.url))
const kitStyles = `${modulesDir}/@mantine/core/styles.css`

function transform(id: string, css: string): string | null {
  const plugin = usedMantineStyles(webDir, modulesDir)
  return (plugin.transform as (css: string, id: string) => string | null)(css, id)
}

const classesOf = (path: string) =>
  [
    ...readFileSync(`${modulesDir}/@mantine/core/esm/components/${path}`, 'utf8').matchAll(
      /"(m_[0-9a-f]+)"/g,
    ),
  ].map(match => match[1]!)

test('the styles of shown components stay, and of the parts they are made of', () => {
  const css = transform(kitStyles, readFileSync(kitStyles, 'utf8'))!
  for (const path of [
    'Button/Button.module.mjs',
    'UnstyledButton/UnstyledButton.module.mjs',
    'Loader/Loader.module.mjs',
  ]) {
    for (const name of classesOf(path)) expect(css).toContain(name)
  }
  expect(css).toContain('box-sizing')
})

test('the styles of components that are not used go', () => {
  const css = transform(kitStyles, readFileSync(kitStyles, 'utf8'))!
  for (const path of ['Timeline/Timeline.module.mjs', 'Rating/Rating.module.mjs']) {
    for (const name of classesOf(path)) expect(css).not.toContain(`.${name}`)
  }
})

test('other stylesheets are left alone', () => {
  expect(transform(`${webDir}theme/global.css`, 'a{}')).toBeNull()
})
