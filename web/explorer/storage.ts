const namespace = 'graphiql:'
const historyKeys = new Set([`${namespace}queries`, `${namespace}favorites`])

/** Where GraphiQL keeps its tabs and its history: as its own storage, but that no token stays in the history. */
export const storage = {
  getItem: (key: string) => localStorage.getItem(key),
  setItem: (key: string, value: string) => localStorage.setItem(key, withoutHeaders(key, value)),
  removeItem: (key: string) => localStorage.removeItem(key),
  clear() {
    for (const key of listKeys()) localStorage.removeItem(key)
  },
  get length() {
    return listKeys().length
  },
}

/** The history keeps the headers of each operation, and a header may hold a token. */
export function withoutHeaders(key: string, value: string): string {
  if (!historyKeys.has(key)) return value
  return JSON.stringify(JSON.parse(value, (name, held) => (name === 'headers' ? undefined : held)))
}

function listKeys(): string[] {
  return Object.keys(localStorage).filter(key => key.startsWith(namespace))
}
