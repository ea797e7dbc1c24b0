import fc from 'fast-check'

/**
 * Properties draw the same cases on every run, so that a change is judged and not the dice. To look further,
 * give another seed: `FAST_CHECK_SEED=42 npm test`.
 */
fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 20261123) })
