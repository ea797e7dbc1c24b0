import { createHmac, timingSafeEqual } from 'node:crypto'

/** The value of one cookie of a `Cookie` header, decoded, or null. */
export function readCookie(header: string | null, name: string): string | null {
  if (!header) return null
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=')
    if (equals < 0 || pair.slice(0, equals).trim() !== name) continue
    try {
      return decodeURIComponent(pair.slice(equals + 1).trim())
    } catch {
      return null
    }
  }
  return null
}

/**
 * The session token of a cookie as better-auth writes it: `token.signature`, the signature being
 * HMAC-SHA-256 of the token in base64. Null when it is absent or not signed by us, so that a forged
 * cookie never reaches the database.
 */
export function readSessionToken(header: string | null, cookieName: string, secret: string): string | null {
  const value = readCookie(header, cookieName)
  const dot = value?.lastIndexOf('.') ?? -1
  if (!value || dot < 1) return null
  const token = value.slice(0, dot)
  const given = Buffer.from(value.slice(dot + 1))
  const expected = Buffer.from(createHmac('sha256', secret).update(token).digest('base64'))
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null
}
