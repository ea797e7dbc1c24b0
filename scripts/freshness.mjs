// What is out of date? Runs on the Node that the machine has, before anything is installed.
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Whether node_modules holds what the lock file asks for, whoever installed it. Optional packages may be
 * missing: most are for other platforms.
 *
 * @param {{ packages: Record<string, { version?: string, optional?: boolean }> }} lock package-lock.json
 * @param {{ packages: Record<string, { version?: string }> } | undefined} installed
 *   node_modules/.package-lock.json
 */
export function isInstalled(lock, installed) {
  if (!installed) return false
  return Object.entries(lock.packages).every(([path, { version, optional }]) => {
    if (path === '') return true
    const there = installed.packages[path]
    return there ? there.version === version : optional === true
  })
}

/** @param {string} file @returns {any} undefined where there is no such file, or no JSON in it */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * One hash over the content of files and folders, with their names.
 *
 * @param {string} root
 * @param {string[]} paths relative to root
 * @param {(path: string) => boolean} [isLeftOut]
 */
export function hashFiles(root, paths, isLeftOut = () => false) {
  const hash = createHash('sha256')
  for (const path of paths.flatMap(path => listFiles(root, path)).sort()) {
    if (isLeftOut(path)) continue
    hash.update(`${path}\0`)
    hash.update(
      createHash('sha256')
        .update(readFileSync(join(root, path)))
        .digest(),
    )
  }
  return hash.digest('hex')
}

/** @param {string} root @param {string} path @returns {string[]} */
function listFiles(root, path) {
  const full = join(root, path)
  if (!existsSync(full)) return []
  if (!statSync(full).isDirectory()) return [path]
  return readdirSync(full).flatMap(name => listFiles(root, `${path}/${name}`))
}

/** Remembers for each step the hash of what it was last made from. @param {string} file */
export function openStamps(file) {
  const stamps = readJson(file) ?? {}
  return {
    /** @param {string} name @param {string} hash */
    has: (name, hash) => stamps[name] === hash,
    /** @param {string} name @param {string} hash */
    set(name, hash) {
      stamps[name] = hash
      mkdirSync(dirname(file), { recursive: true })
      const unfinished = `${file}.${process.pid}`
      writeFileSync(unfinished, JSON.stringify(stamps, null, 2))
      renameSync(unfinished, file)
    },
  }
}
