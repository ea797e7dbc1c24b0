// Loaded by `npm start` before everything else: what the server imports is loaded before its first line runs.
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

// Libraries look at it while they load, and check more of what they are given without it.
process.env.NODE_ENV ??= 'production'
// A second start finds the sources compiled.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/memoryloop/compiled', import.meta.url)))
