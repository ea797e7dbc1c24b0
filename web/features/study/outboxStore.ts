import type { OutboxEntry } from './outboxPlan.ts'

/** Where one learner's operations wait on the device. Each method may reject: storage can be forbidden. */
export interface OutboxStore {
  list: () => Promise<OutboxEntry[]>
  put: (entries: readonly OutboxEntry[]) => Promise<void>
  remove: (ids: readonly string[]) => Promise<void>
}

const DATABASE = 'memoryloop'
const UNSENT = 'unsent'
const BY_LEARNER = 'learnerId'

/** The store of a learner in IndexedDB; undefined where there is none. */
export function openOutboxStore(learnerId: string): OutboxStore | undefined {
  if (typeof indexedDB === 'undefined') return undefined
  return {
    list: () => run('readonly', store => store.index(BY_LEARNER).getAll(learnerId)),
    put: entries =>
      run('readwrite', store => {
        for (const entry of entries) store.put(entry)
      }),
    remove: ids =>
      run('readwrite', store => {
        for (const id of ids) store.delete(id)
      }),
  }
}

/** Whether an earlier visit of this learner left something to send. */
export async function hasUnsentReviews(learnerId: string): Promise<boolean> {
  if (typeof indexedDB === 'undefined') return false
  try {
    return (await run('readonly', store => store.index(BY_LEARNER).count(learnerId))) > 0
  } catch {
    return false
  }
}

/** A guest's work has moved into an account: what waits to be sent goes with it. */
export async function handOverUnsentReviews(fromId: string, toId: string): Promise<void> {
  const entries = await openOutboxStore(fromId)?.list()
  if (!entries || entries.length === 0) return
  await openOutboxStore(toId)?.put(entries.map(entry => ({ ...entry, learnerId: toId })))
}

let opened: Promise<IDBDatabase> | undefined

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore(UNSENT, { keyPath: 'id' }).createIndex(BY_LEARNER, 'learnerId')
    }
    request.onerror = () => reject(request.error)
    request.onsuccess = () => {
      const database = request.result
      // Another tab brings a newer form, or the browser took it away: it is opened anew when needed.
      database.onversionchange = () => {
        database.close()
        opened = undefined
      }
      database.onclose = () => {
        opened = undefined
      }
      resolve(database)
    }
  }).catch(error => {
    opened = undefined
    throw error
  })
  return opened
}

/** One transaction; resolves with the result of the request once everything is kept. */
async function run(mode: 'readwrite', work: (store: IDBObjectStore) => void): Promise<void>
async function run<T>(mode: 'readonly', work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T>
async function run<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => unknown,
): Promise<T | undefined> {
  const transaction = (await open()).transaction(UNSENT, mode)
  const request = work(transaction.objectStore(UNSENT))
  // Else it waits for this page to hear of each request, and a page closed right after an answer takes it along.
  transaction.commit()
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request instanceof IDBRequest ? request.result : undefined)
    transaction.onabort = () => reject(transaction.error)
  })
}
