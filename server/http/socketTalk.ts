import { CloseCode, makeServer } from 'graphql-ws'
import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import type { Auth } from '../auth/auth.ts'
import { LimitExceeded } from '../domain/errors.ts'
import type { Learner } from '../domain/learner.ts'
import type { Context } from '../graphql/context.ts'
import type { ReadSubscription, Subscriptions } from '../graphql/subscriptions.ts'
import type { RequestFacts } from './graphqlRoute.ts'
import type { OpenCounts } from './openCounts.ts'
import { countCaller } from './requestLimit.ts'

/** A client must say hello this soon. */
const helloPatienceMs = 5_000
/** How long an answer to "who is this?" holds: whoever signs out hears nothing more after that. */
const identityHoldsMs = 1_000
/** Of one socket, and of one learner over all sockets of this process. */
const maxSubscriptions = { socket: 20, learner: 50 }

/** What a client sends along with its hello. */
export type ConnectionParams = Readonly<Record<string, unknown>>

export interface TalkParts {
  auth: Pick<Auth, 'now'>
  subscriptions: Subscriptions
  createContext(request: RequestFacts): Context
  countRequest(caller: string): Promise<void>
  /** subscriptions of learners */
  following: OpenCounts
  logger: Logger
  /** of the connection: it stands in every error and log line */
  requestId: string
  network: string
  /** Who is at the other end, by the request or by what the client said in its hello. */
  identify(connectionParams: ConnectionParams): Promise<Learner | null>
}

/** Talks graphql-transport-ws over an open socket until it is closed. */
export function talk(socket: WebSocket, parts: TalkParts): void {
  const { subscriptions, createContext, countRequest, following, logger, requestId, network } = parts
  let connectionParams: ConnectionParams = {}
  const whoIs = holdFor(identityHoldsMs, parts.auth.now, () => parts.identify(connectionParams))
  /** For the beginning or an answer of a subscription: each is as much work as a request, and counts as one. */
  const newContext = async () => {
    const learner = await countCaller(countRequest, network, whoIs)
    return createContext({ learner, requestId, network })
  }
  const ends = new WeakMap<object, () => void>()

  const server = makeServer({
    connectionInitWaitTimeout: helloPatienceMs,
    onConnect: context => {
      connectionParams = context.connectionParams ?? {}
    },
    async onSubscribe(context, _id, request) {
      try {
        checkCount(Object.keys(context.subscriptions).length, maxSubscriptions.socket)
        const learner = await countCaller(countRequest, network, whoIs)
        const subscription = subscriptions.read(request)
        if (learner && 'schema' in subscription) {
          checkCount(following.of(learner.id) + 1, maxSubscriptions.learner)
          ends.set(request, following.add(learner.id))
        }
        return subscription
      } catch (error) {
        return [subscriptions.toGraphqlError(error)]
      }
    },
    subscribe: args => subscriptions.run(args as ReadSubscription, newContext),
    onNext: (_context, _id, _request, _args, result) =>
      result.errors && { ...result, errors: subscriptions.format(result.errors, requestId) },
    onComplete: (_context, _id, request) => ends.get(request)?.(),
    onError: (_context, _id, _request, errors) => subscriptions.format(errors, requestId),
  })

  const closed = server.opened(
    {
      protocol: socket.protocol,
      // Settles when the client's end of the line has taken it, so that a slow one is sent no more than it takes.
      send: text => new Promise(resolve => socket.send(text, () => resolve())),
      close: (code, reason) => socket.close(code, reason),
      onMessage(hear) {
        socket.on('message', data => {
          hear(String(data)).catch(error => closeAfter(error, socket, logger, requestId))
        })
      },
    },
    {},
  )
  // What is wrong with the connection or with what came over it closes it.
  socket.on('error', error => logger.debug({ err: error, requestId }, 'A WebSocket had a fault'))
  socket.once('close', (code, reason) => void closed(code, String(reason)))
}

function checkCount(count: number, max: number): void {
  if (count > max) throw new LimitExceeded('subscriptions', count, max)
}

/** A message that clients do not send, or a fault of ours. */
function closeAfter(error: Error, socket: WebSocket, logger: Logger, requestId: string): void {
  if (error.message.startsWith('Unexpected message')) {
    socket.close(CloseCode.BadRequest, 'Unexpected message')
    return
  }
  logger.error({ err: error, requestId }, 'unexpected error on a WebSocket')
  socket.close(CloseCode.InternalServerError, 'Something went wrong on our side')
}

/** Asks at most once in `ms`. */
function holdFor<T>(ms: number, now: () => Date, ask: () => Promise<T>): () => Promise<T> {
  let held: { answer: Promise<T>; at: number } | null = null
  return () => {
    const at = now().getTime()
    if (!held || Math.abs(at - held.at) >= ms) {
      held = { answer: ask(), at }
      // A question that was not answered is asked again.
      held.answer.catch(() => {
        held = null
      })
    }
    return held.answer
  }
}
