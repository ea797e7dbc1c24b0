/**
 * PostGraphile 5 as its documentation sets it up for production: Amber preset on grafserv's Node server,
 * lists instead of connections, no GraphiQL, no watching, no explaining. Nobody is authenticated.
 *
 *     node peerServer.ts <database url> <port>
 */
import { createServer } from 'node:http'
import { postgraphile } from 'postgraphile'
import { makePgService } from 'postgraphile/adaptors/pg'
import { grafserv } from 'postgraphile/grafserv/node'
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber'

const [databaseUrl, port] = process.argv.slice(2)

const peer = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [
    makePgService({ connectionString: databaseUrl, schemas: ['public'], poolConfig: { max: 10 } }),
  ],
  schema: { defaultBehavior: '-connection +list -mutation' },
  grafast: { explain: false },
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
})
const server = createServer()
server.on('error', error => {
  console.error(error)
  process.exit(1)
})
await peer.createServ(grafserv).addTo(server)
if (process.env.PRINT_SCHEMA) {
  const { printSchema } = await import('graphql')
  console.log(printSchema(await peer.getSchema()))
}
server.listen(Number(port), '127.0.0.1', () => console.log(`Peer is ready at http://127.0.0.1:${port}`))
