import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import postcss from 'postcss'
import type { Plugin } from 'vite'

const kitImport = /import\s*\{([^}]*)\}\s*from\s*['"]@mantine\/core['"]/g
const relativeImport = /(?:import|export)\s[^'"]*?from\s*["'](\.[^"']+)["']/g
const indexImport = /import\s*\{([^}]*)\}\s*from\s*["'](\.[^"']+)["']/g
const kitClass = /\bm_[0-9a-f]+\b/g

/**
 * Keeps, of the component kit's one stylesheet, the rules for components this app can show. The kit names its
 * classes by hash and each component's module lists its own, so that following the imports finds them all.
 */
export function usedMantineStyles(webDir: string, modulesDir: string): Plugin {
  return {
    name: 'used-mantine-styles',
    apply: 'build',
    enforce: 'pre',
    transform(css, id) {
      if (!/@mantine\/core\/styles\.css$/.test(id)) return null
      return keepRulesFor(findUsedClasses(webDir, modulesDir), css)
    },
  }
}

function findUsedClasses(webDir: string, modulesDir: string): Set<string> {
  const kitDir = join(modulesDir, '@mantine/core/esm')
  const users = [
    webDir,
    ...['spotlight', 'notifications'].map(name => join(modulesDir, `@mantine/${name}/esm`)),
  ]
  const names = new Set(users.flatMap(listSources).flatMap(findKitNames))
  const classes = new Set<string>()
  const seen = new Set<string>()
  const visit = (file: string) => {
    if (seen.has(file) || !existsSync(file)) return
    seen.add(file)
    const code = readFileSync(file, 'utf8')
    for (const [name] of code.matchAll(kitClass)) classes.add(name)
    for (const [, path] of code.matchAll(relativeImport)) visit(resolve(dirname(file), path!))
  }
  for (const [, exported, path] of readFileSync(join(kitDir, 'index.mjs'), 'utf8').matchAll(indexImport)) {
    if (splitNames(exported!).some(name => names.has(name))) visit(join(kitDir, path!))
  }
  return classes
}

function listSources(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(tsx?|mjs)$/.test(name))
    .map(name => join(dir, name))
}

function findKitNames(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(kitImport)].flatMap(([, names]) => splitNames(names!))
}

function splitNames(names: string): string[] {
  return names.split(',').map(name =>
    name
      .trim()
      .replace(/^type\s+/, '')
      .replace(/\s+as\s.*$/, ''),
  )
}

function keepRulesFor(classes: ReadonlySet<string>, css: string): string {
  const root = postcss.parse(css)
  root.walkRules(rule => {
    const kept = rule.selectors.filter(selector =>
      (selector.match(kitClass) ?? []).every(name => classes.has(name)),
    )
    if (kept.length === 0) rule.remove()
    else rule.selectors = kept
  })
  root.walkAtRules(rule => {
    if (rule.nodes?.length === 0) rule.remove()
  })
  return root.toString()
}
