import autocannon from 'autocannon'

export interface LoadRequest {
  headers: Record<string, string>
  body: string
}

export interface Load {
  url: string
  requests: LoadRequest[]
  connections: number
  durationS: number
}

/** Requests per second that `connections` callers get answered, each asking as soon as it has its answer. */
export async function applyLoad({ url, requests, connections, durationS }: Load): Promise<number> {
  let started = 0
  const result = await autocannon({
    url: `${url}/graphql`,
    connections,
    duration: durationS,
    setupClient(client) {
      // Each begins elsewhere, so that they do not ask for one learner's tree at the same time.
      const offset = Math.floor((started++ * requests.length) / connections)
      client.setRequests(
        [...requests.slice(offset), ...requests.slice(0, offset)].map(({ headers, body }) => ({
          method: 'POST',
          path: '/graphql',
          headers: { 'content-type': 'application/json', ...headers },
          body,
        })),
      )
    },
  })
  const failed = result.errors + result.timeouts + result.non2xx
  if (failed > 0) throw new Error(`${failed} of the requests to ${url} failed: no figure.`)
  return result['2xx'] / result.duration
}
