import type { TokenScope } from './apiToken.ts'

/** Who calls: the owner of everything the call may reach. */
export interface Learner {
  id: string
  isGuest: boolean
  isAdmin: boolean
  /** null for guests */
  email: string | null
  name: string
  /** of the token that was sent for them; absent: they are signed in themselves */
  tokenScope?: TokenScope
}
