import { type PointerEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Rating } from '../../gql/graphql.ts'
import { ratings } from './RatingButtons.tsx'
import classes from './SwipeArea.module.css'
import { readSwipe, type Swipe } from './swipe.ts'

interface SwipeAreaProps {
  /** The answer is shown and can be rated. */
  isEnabled: boolean
  onSwipe: (rating: Rating) => void
  children: ReactNode
}

interface Drag {
  dx: number
  dy: number
  swipe: Swipe | null
}

/** What scrolls by itself, or is pressed, is not swiped. */
const ownGesture = 'pre, table, a, button, input, textarea, [data-scroll]'

/** Rates by a swipe of a finger; drawn back, or with a second finger, it is taken back. */
export function SwipeArea({ isEnabled, onSwipe, children }: SwipeAreaProps) {
  const [drag, setDrag] = useState<Drag | null>(null)
  const start = useRef<{ x: number; y: number } | null>(null)
  const canScroll = useCanScroll(isEnabled)
  const area = useRef<HTMLDivElement>(null)

  // Else a quick swipe is a fling to the browser, which takes the next tap for the end of it.
  useEffect(() => {
    const keep = (event: TouchEvent) => {
      const [touch] = event.touches
      if (!start.current || !touch || !event.cancelable) return
      const { x, y } = start.current
      if (readSwipe(touch.clientX - x, touch.clientY - y, canScroll)) event.preventDefault()
    }
    const element = area.current
    element?.addEventListener('touchmove', keep, { passive: false })
    return () => element?.removeEventListener('touchmove', keep)
  }, [canScroll])

  const cancel = () => {
    start.current = null
    setDrag(null)
  }
  const readDrag = ({ clientX, clientY }: PointerEvent): Drag | null => {
    if (!start.current) return null
    const [dx, dy] = [clientX - start.current.x, clientY - start.current.y]
    return { dx, dy, swipe: readSwipe(dx, dy, canScroll) }
  }
  const begin = (event: PointerEvent) => {
    const isOwn = (event.target as Element).closest(ownGesture) !== null
    if (!isEnabled || event.pointerType !== 'touch' || !event.isPrimary || isOwn) return cancel()
    start.current = { x: event.clientX, y: event.clientY }
  }
  const finish = (event: PointerEvent) => {
    const swipe = readDrag(event)?.swipe
    cancel()
    if (isEnabled && swipe?.isArmed) onSwipe(swipe.rating)
  }

  const { swipe } = drag ?? {}
  const label = ratings.find(({ rating }) => rating === swipe?.rating)?.label
  return (
    <div
      ref={area}
      className={classes.area}
      data-swipe={isEnabled ? (canScroll ? 'sideways' : 'all') : undefined}
      onPointerDown={begin}
      onPointerMove={event => start.current && setDrag(readDrag(event))}
      onPointerUp={finish}
      onPointerCancel={cancel}
    >
      <div
        className={classes.moved}
        data-dragging={swipe ? true : undefined}
        style={
          drag && swipe ? { translate: swipe.axis === 'x' ? `${drag.dx}px 0` : `0 ${drag.dy}px` } : undefined
        }
      >
        {children}
      </div>
      {swipe && (
        <p className={classes.hint} data-armed={swipe.isArmed || undefined} aria-hidden>
          {label}
        </p>
      )}
    </div>
  )
}

/** Whether the page is longer than the screen: up and down then belong to scrolling. */
function useCanScroll(isWatching: boolean): boolean {
  const [canScroll, setCanScroll] = useState(false)
  useLayoutEffect(() => {
    if (!isWatching) return
    const root = document.documentElement
    const measure = () => setCanScroll(root.scrollHeight > window.innerHeight + 1)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    window.addEventListener('resize', measure)
    return () => {
      observer.disconnect()
      window.removeEventListener('resize', measure)
    }
  }, [isWatching])
  return canScroll
}
