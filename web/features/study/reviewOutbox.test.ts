import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Answer, OutboxEntry, OutboxOperation } from './outboxPlan.ts'
import type { OutboxStore } from './outboxStore.ts'
import { type Outcome, type OutcomeReport, ReviewOutbox } from './reviewOutbox.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const answer = (reviewId: string): Answer => ({
  reviewId,
  flashcardId: 'card',
  presentation: 'FLIP',
  rating: 'GOOD',
  durationMs: 1200,
  reviewedAt: '2025-03-01T09:00:00.000Z',
  studySessionId: 'session',
  studyItemPosition: 0,
})

type Reply = Outcome['kind'] | 'lost'

/** A server that replies to operation after operation as told, then well, and remembers what reached it. */
function serverReplying(...replies: Reply[]) {
  const calls: string[][] = []
  const sent: OutboxOperation[] = []
  const send = async (operations: readonly OutboxOperation[]): Promise<Outcome[]> => {
    calls.push(operations.map(nameOf))
    sent.push(...operations)
    return operations.map(() => {
      const reply = replies.shift() ?? 'done'
      if (reply === 'lost') throw new TypeError('Failed to fetch')
      if (reply === 'retry') return { kind: 'retry' }
      if (reply === 'refused') return { kind: 'refused', verdict: 'conflict' }
      return { kind: 'done', grade: null }
    })
  }
  return { calls, sent, ports: { learnerId: 'learner', send } }
}

const nameOf = (operation: OutboxOperation) =>
  operation.kind === 'undo' ? `-${operation.reviewId}` : operation.answer.reviewId

/** What several tabs share. */
function sharedStore(learnerId = 'learner', entries = new Map<string, OutboxEntry>()) {
  const store: OutboxStore = {
    list: async () =>
      [...entries.values()]
        .filter(entry => entry.learnerId === learnerId)
        .map(entry => structuredClone(entry)),
    put: async changed => {
      for (const entry of changed) entries.set(entry.id, structuredClone(entry))
    },
    remove: async ids => {
      for (const id of ids) entries.delete(id)
    },
  }
  return { entries, store }
}

const flush = () => vi.advanceTimersByTimeAsync(0)
const waiting = (outbox: ReviewOutbox) => outbox.getSnapshot().operations.map(nameOf)

describe('sending', () => {
  it('sends in the order given and is empty afterwards', async () => {
    const { calls, ports } = serverReplying()
    const outbox = new ReviewOutbox(ports)
    outbox.review(answer('a'))
    expect(waiting(outbox)).toEqual(['a'])
    await flush()
    outbox.review(answer('b'))
    await flush()
    expect(calls).toEqual([['a'], ['b']])
    expect(outbox.getSnapshot()).toEqual({ operations: [], isWaiting: false, isReady: true })
  })

  it('tries again after growing pauses, unchanged; what had to wait then goes together', async () => {
    const { calls, sent, ports } = serverReplying('lost', 'retry')
    const outbox = new ReviewOutbox(ports)
    outbox.review(answer('a'))
    await flush()
    expect(outbox.getSnapshot().isWaiting).toBe(true)
    await vi.advanceTimersByTimeAsync(1000)
    outbox.review(answer('b'))
    outbox.review(answer('c'))
    await vi.advanceTimersByTimeAsync(1999)
    expect(calls).toEqual([['a'], ['a']])
    await vi.advanceTimersByTimeAsync(1)
    expect(calls).toEqual([['a'], ['a'], ['a', 'b', 'c']])
    expect(sent[2]).toEqual(sent[0])
    expect(outbox.getSnapshot().isWaiting).toBe(false)
  })

  it('keeps undos in their place between answers', async () => {
    const { calls, ports } = serverReplying('lost')
    const outbox = new ReviewOutbox(ports)
    outbox.review(answer('a'))
    await flush()
    outbox.review(answer('b'))
    outbox.undo('a')
    outbox.review(answer('c'))
    outbox.retryNow()
    await flush()
    expect(calls).toEqual([['a'], ['a', 'b'], ['-a'], ['c']])
  })

  it('of a batch only what has to be is tried again', async () => {
    const { calls, ports } = serverReplying('lost', 'done', 'retry', 'done')
    const outbox = new ReviewOutbox(ports)
    outbox.review(answer('a'))
    await flush()
    outbox.review(answer('b'))
    outbox.review(answer('c'))
    await vi.advanceTimersByTimeAsync(2000)
    expect(calls).toEqual([['a'], ['a', 'b', 'c'], ['b']])
  })

  it('tries at once when told that the connection is back', async () => {
    const { calls, ports } = serverReplying('lost')
    const outbox = new ReviewOutbox(ports)
    outbox.review(answer('a'))
    await flush()
    outbox.retryNow()
    await flush()
    expect(calls).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(calls).toHaveLength(2)
  })

  it('drops what is refused, says so, and goes on', async () => {
    const { calls, ports } = serverReplying('refused')
    const outbox = new ReviewOutbox(ports)
    const reports: OutcomeReport[] = []
    outbox.onOutcome(report => void reports.push(report))
    outbox.review(answer('a'))
    await flush()
    outbox.review(answer('b'))
    await flush()
    expect(calls).toEqual([['a'], ['b']])
    expect(reports.map(({ outcome }) => outcome.kind)).toEqual(['refused', 'done'])
    expect(waiting(outbox)).toEqual([])
  })

  it('undoes an answer that never left without telling the server', async () => {
    const { calls, ports } = serverReplying('lost')
    const outbox = new ReviewOutbox(ports)
    outbox.review(answer('a'))
    await flush()
    outbox.review(answer('b'))
    outbox.undo('b')
    expect(waiting(outbox)).toEqual(['a'])
    await vi.advanceTimersByTimeAsync(1000)
    expect(calls).toEqual([['a'], ['a']])
  })
})

describe('on the device', () => {
  it('keeps what was not acknowledged across a reload, and knows what may have arrived', async () => {
    const { entries, store } = sharedStore()
    const before = new ReviewOutbox({ ...serverReplying('lost').ports, store })
    await flush()
    before.review(answer('a'))
    await flush()
    before.review(answer('b'))
    await flush()
    before.stop()

    const { calls, ports } = serverReplying('lost')
    const after = new ReviewOutbox({ ...ports, store })
    expect(after.getSnapshot().isReady).toBe(false)
    await flush()
    expect(after.getSnapshot()).toMatchObject({ isReady: true, isWaiting: true })
    after.undo('a')
    await vi.advanceTimersByTimeAsync(1000)
    expect(calls).toEqual([['a', 'b'], ['a', 'b'], ['-a']])
    expect(entries.size).toBe(0)
  })

  it('neither sends nor counts what another learner left', async () => {
    const { entries, store } = sharedStore()
    const first = new ReviewOutbox({ ...serverReplying('lost').ports, store })
    first.review(answer('a'))
    await flush()
    first.stop()
    const { calls, ports } = serverReplying()
    const other = sharedStore('other', entries).store
    const second = new ReviewOutbox({ ...ports, learnerId: 'other', store: other })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(waiting(second)).toEqual([])
    expect(calls).toEqual([])
    expect(entries.size).toBe(1)
  })

  it('sends nothing while somebody else is here', async () => {
    const { calls, ports } = serverReplying()
    let isCurrent = false
    const outbox = new ReviewOutbox({ ...ports, isCurrent: () => isCurrent })
    outbox.review(answer('a'))
    await flush()
    expect(calls).toEqual([])
    isCurrent = true
    await vi.advanceTimersByTimeAsync(1000)
    expect(calls).toEqual([['a']])
  })

  it('waits in memory where nothing may be stored', async () => {
    const refuse = () => Promise.reject(new DOMException('denied', 'SecurityError'))
    const { calls, ports } = serverReplying('lost')
    const outbox = new ReviewOutbox({ ...ports, store: { list: refuse, put: refuse, remove: refuse } })
    await flush()
    outbox.review(answer('a'))
    await vi.advanceTimersByTimeAsync(1000)
    expect(calls).toEqual([['a'], ['a']])
    expect(waiting(outbox)).toEqual([])
  })

  it('two tabs send nothing twice, and each hears what the other has sent', async () => {
    const { store } = sharedStore()
    const turns = lock()
    const [left, right] = channels()
    const { calls, ports } = serverReplying('lost', 'lost')
    const first = new ReviewOutbox({ ...ports, store, exclusively: turns, channel: left })
    const second = new ReviewOutbox({ ...ports, store, exclusively: turns, channel: right })
    const heard: OutcomeReport[] = []
    second.onOutcome(report => void heard.push(report))
    await flush()
    first.review(answer('a'))
    second.review(answer('b'))
    await flush()
    calls.length = 0
    first.retryNow()
    second.retryNow()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(calls.flat().toSorted()).toEqual(['a', 'b'])
    expect([waiting(first), waiting(second)]).toEqual([[], []])
    expect(heard.map(({ operation }) => nameOf(operation)).toSorted()).toContain('b')
  })
})

/** One at a time, as the browser's locks. */
function lock() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }
}

function channels() {
  const make = () => ({ onmessage: null, close() {} }) as unknown as BroadcastChannel
  const [left, right] = [make(), make()]
  const connect = (from: BroadcastChannel, to: BroadcastChannel) => {
    from.postMessage = data => to.onmessage?.({ data } as MessageEvent)
  }
  connect(left, right)
  connect(right, left)
  return [left, right] as const
}
