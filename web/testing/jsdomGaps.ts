import { afterEach, vi } from 'vitest'

/** What the component kit asks of a browser and jsdom does not have. */
class NoObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

vi.stubGlobal('ResizeObserver', NoObserver)
vi.stubGlobal('IntersectionObserver', NoObserver)
window.matchMedia ??= query =>
  ({
    matches: false,
    media: query,
    addEventListener() {},
    removeEventListener() {},
    addListener() {},
    removeListener() {},
  }) as unknown as MediaQueryList
window.HTMLElement.prototype.scrollIntoView ??= () => {}
window.scrollTo = () => {}

afterEach(() => sessionStorage.clear())
