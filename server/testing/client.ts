import { expect } from 'vitest'

export interface GraphqlAnswer<Data> {
  status: number
  headers: Headers
  data?: Data | null
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[]
}

// biome-ignore lint/suspicious/noExplicitAny: what an operation answers is the test's to know
type AnyData = any

/** A browser as far as HTTP goes: keeps cookies and says which page it is on. */
export class TestClient {
  readonly cookies = new Map<string, string>()
  readonly baseUrl: string
  readonly origin: string

  /** `origin`: the page that sends the requests */
  constructor(baseUrl: string, origin: string) {
    this.baseUrl = baseUrl
    this.origin = origin
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    if (this.cookies.size > 0 && !headers.has('cookie')) headers.set('cookie', this.cookieHeader())
    if (init.method && init.method !== 'GET' && !headers.has('origin')) headers.set('origin', this.origin)
    const response = await fetch(new URL(path, this.baseUrl), { redirect: 'manual', ...init, headers })
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie)
    return response
  }

  post(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Response> {
    return this.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  }

  async graphql<Data = AnyData>(
    query: string,
    variables: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ): Promise<GraphqlAnswer<Data>> {
    const response = await this.post('/graphql', { query, variables }, headers)
    const answer = (await response.json()) as Pick<GraphqlAnswer<Data>, 'data' | 'errors'>
    return { status: response.status, headers: response.headers, ...answer }
  }

  /** As {@link graphql}, for operations that must succeed. */
  async query<Data = AnyData>(query: string, variables?: Record<string, unknown>): Promise<Data> {
    const { data, errors } = await this.graphql<Data>(query, variables)
    expect(errors).toBeUndefined()
    return data as Data
  }

  async signUp(email: string, password: string, name = 'Learner'): Promise<string> {
    return this.#enter('/api/auth/sign-up/email', { email, password, name })
  }

  async signIn(email: string, password: string): Promise<string> {
    return this.#enter('/api/auth/sign-in/email', { email, password })
  }

  async startAsGuest(): Promise<string> {
    return this.#enter('/api/auth/sign-in/anonymous', {})
  }

  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  async #enter(path: string, body: unknown): Promise<string> {
    const response = await this.post(path, body)
    const text = await response.text()
    expect(response.status, text).toBe(200)
    return JSON.parse(text).user.id
  }

  #keep(setCookie: string) {
    const [pair = ''] = setCookie.split(';')
    const equals = pair.indexOf('=')
    const name = pair.slice(0, equals)
    if (/max-age=0(;|$)/i.test(setCookie)) this.cookies.delete(name)
    else this.cookies.set(name, pair.slice(equals + 1))
  }
}
