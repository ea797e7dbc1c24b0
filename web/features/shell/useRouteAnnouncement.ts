import { useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'

/** After this a page is announced by the title there is: it may bear the name of the page before. */
const PATIENCE_MS = 3000

/** What a page is called before it has a name of its own; see usePageTitle. */
const unnamed = 'Memoryloop'

/**
 * After a change of page the focus starts at the page's top, and its title is announced: once, as soon as the
 * page has set it, which may be while it arrives or after what it shows has been loaded.
 */
export function useRouteAnnouncement(): string {
  const router = useRouter()
  const [announcement, setAnnouncement] = useState('')
  useEffect(() => {
    let titleBefore = document.title
    let stopWaiting = () => {}
    const unsubscribes = [
      router.subscribe('onBeforeNavigate', ({ pathChanged, fromLocation }) => {
        if (!pathChanged || !fromLocation) return
        stopWaiting()
        titleBefore = document.title
        // Two pages of one name are two announcements.
        setAnnouncement('')
      }),
      router.subscribe('onResolved', ({ pathChanged, fromLocation }) => {
        if (!pathChanged || !fromLocation) return
        requestAnimationFrame(focusMain)
        stopWaiting()
        stopWaiting = waitForTitle(titleBefore, setAnnouncement)
      }),
    ]
    return () => {
      stopWaiting()
      for (const unsubscribe of unsubscribes) unsubscribe()
    }
  }, [router])
  return announcement
}

function focusMain() {
  const main = document.getElementById('main')
  if (main && !main.contains(document.activeElement)) main.focus({ preventScroll: true })
}

/** Hands over the title once it is another than before; the function it returns ends the wait. */
function waitForTitle(titleBefore: string, onTitle: (title: string) => void): () => void {
  const isNamed = () => document.title !== titleBefore && document.title !== unnamed
  const stop = () => {
    observer.disconnect()
    clearTimeout(timer)
  }
  const tell = () => {
    stop()
    onTitle(document.title)
  }
  const observer = new MutationObserver(() => isNamed() && tell())
  const timer = setTimeout(tell, PATIENCE_MS)
  observer.observe(document.head, { subtree: true, childList: true, characterData: true })
  if (isNamed()) tell()
  return stop
}
