import { useLayoutEffect, useRef, useState } from 'react'

/**
 * Which draft the keys act on: the one that has the focus, or had it last. One that leaves the list hands the
 * focus to the next, the last of all to `onEmpty`.
 */
export function useCurrentDraft(keys: readonly string[], onEmpty: () => void) {
  const [currentKey, setCurrentKey] = useState<string>()
  const articles = useRef(new Map<string, HTMLElement>())
  const heir = useRef<{ after: string; keys: readonly string[] }>(undefined)

  const focus = (key: string | undefined) => {
    const article = key === undefined ? undefined : articles.current.get(key)
    if (!article) return
    setCurrentKey(key)
    article.focus({ preventScroll: true })
    article.scrollIntoView({ block: 'nearest' })
  }

  useLayoutEffect(() => {
    const left = heir.current
    if (!left || keys.includes(left.after)) return
    heir.current = undefined
    const place = left.keys.indexOf(left.after)
    const next = left.keys.slice(place + 1).find(key => keys.includes(key))
    const previous = left.keys.slice(0, place).findLast(key => keys.includes(key))
    if (next ?? previous) focus(next ?? previous)
    else onEmpty()
  })

  return {
    currentKey: currentKey !== undefined && keys.includes(currentKey) ? currentKey : undefined,
    setCurrentKey,
    focus,
    /** Moves to a neighbour; without a current one to the first or the last. */
    step: (by: 1 | -1) => {
      const place = keys.indexOf(currentKey ?? '')
      if (place < 0) focus(keys.at(by === 1 ? 0 : -1))
      else focus(keys[Math.min(keys.length - 1, Math.max(0, place + by))])
    },
    /** Called as a draft is decided on: the focus goes on when it leaves. */
    leave: (key: string) => {
      heir.current = { after: key, keys }
    },
    register: (key: string) => (article: HTMLElement | null) => {
      if (article) articles.current.set(key, article)
      else articles.current.delete(key)
    },
  }
}

export type CurrentDraft = ReturnType<typeof useCurrentDraft>
