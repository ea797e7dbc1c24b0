import { hash, verify } from '@node-rs/argon2'

export const minPasswordCharacters = 8
export const maxPasswordCharacters = 200

/** OWASP's minimum for argon2id, the library's default algorithm: 19 MiB, two passes, one lane. */
const argon2id = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function hashPassword(password: string): Promise<string> {
  return hash(password, argon2id)
}

export function verifyPassword(stored: { hash: string; password: string }): Promise<boolean> {
  return verify(stored.hash, stored.password)
}
