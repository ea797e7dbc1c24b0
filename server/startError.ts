/** Why the server cannot start, in words for whoever started it: printed as it is, without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError'
}
