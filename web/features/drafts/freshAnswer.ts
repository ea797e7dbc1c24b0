/**
 * For what is asked for again while a job runs: an answer that is on its way already was given before the step that
 * is asked about, and must not be taken for one to it.
 */
export const freshAnswer = { queryDeduplication: false }
