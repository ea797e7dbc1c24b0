import { type ComponentType, type LazyExoticComponent, lazy, useEffect } from 'react'

type Part<Props> = LazyExoticComponent<ComponentType<Props>> & {
  /** Fetches the code before it is needed; that it could not be fetched is told when it is. */
  preload: () => void
}

/** Like React's `lazy`, for a part that opens over a page. */
export function lazyPart<Name extends string, Props>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
): Part<Props> {
  const component = lazy(async () => ({ default: (await load())[name] }))
  return Object.assign(component, { preload: () => void load().catch(() => undefined) })
}

/** Milliseconds after which the page has its own code and data. */
const settledMs = 2000

/** Fetches parts of this page once it has settled: they then open also when the connection is gone. */
export function usePreload(...parts: readonly { preload: () => void }[]): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const part of parts) part.preload()
    }, settledMs)
    return () => clearTimeout(timer)
  }, [])
}
