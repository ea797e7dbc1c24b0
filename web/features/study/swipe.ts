import type { Rating } from '../../gql/graphql.ts'

/** A drag as it stands: what it would rate, and whether letting go now does so. */
export interface Swipe {
  rating: Rating
  axis: 'x' | 'y'
  isArmed: boolean
}

/** Nobody moves so far by accident. */
const ARMED_PX = 88
/** From here on it is a drag and not a tap. */
const STARTED_PX = 14
/** As much further along one axis than along the other. */
const CLEARNESS = 1.5

/**
 * Left Again, right Good, up Easy, down Hard. Null while the direction is not clear, and for up and down
 * when these scroll the card.
 */
export function readSwipe(dxPx: number, dyPx: number, canScroll: boolean): Swipe | null {
  const [across, along] = [Math.abs(dxPx), Math.abs(dyPx)]
  const axis = across > along ? 'x' : 'y'
  const far = Math.max(across, along)
  if (far < STARTED_PX || far < CLEARNESS * Math.min(across, along)) return null
  if (axis === 'y' && canScroll) return null
  const isArmed = far >= ARMED_PX
  if (axis === 'x') return { rating: dxPx < 0 ? 'AGAIN' : 'GOOD', axis, isArmed }
  return { rating: dyPx < 0 ? 'EASY' : 'HARD', axis, isArmed }
}
