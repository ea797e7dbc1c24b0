import { useEffect, useState } from 'react'
import { useCardActions } from '../cards/useCardActions.ts'
import type { useStudyRun } from './useStudyRun.ts'

/** How long the word about a suspension stands, in milliseconds. */
const NOTICE_MS = 8000

interface Suspension {
  position: number
  cardId: string
  /** Epoch milliseconds, by the same clock as the answers. */
  atMs: number
  /** Whether the server has done it. */
  done: Promise<boolean>
}

/** Suspends cards while studying, and takes back what was done last: a suspension, else an answer. */
export function useSuspensions(run: ReturnType<typeof useStudyRun>) {
  const { setSuspended } = useCardActions()
  const [suspensions, setSuspensions] = useState<readonly Suspension[]>([])
  const [told, setTold] = useState<Suspension>()
  const last = suspensions.at(-1)
  const isLastDone = last !== undefined && last.atMs >= (run.lastAnsweredAtMs ?? 0)

  useEffect(() => {
    const timer = setTimeout(() => setTold(undefined), NOTICE_MS)
    return () => clearTimeout(timer)
  }, [told])

  const forget = (suspension: Suspension) => {
    setSuspensions(before => before.filter(other => other !== suspension))
    setTold(before => (before === suspension ? undefined : before))
  }
  const resume = async (suspension: Suspension) => {
    forget(suspension)
    if ((await suspension.done) && (await setSuspended([suspension.cardId], false))) {
      run.showAgain(suspension.position)
    }
  }

  return {
    /** The latest suspension may be spoken of, with its undo. */
    isTold: told !== undefined,
    hush: () => setTold(undefined),

    suspend: async (position: number, cardId: string) => {
      const done = setSuspended([cardId], true)
      const suspension = { position, cardId, atMs: Date.now(), done }
      setSuspensions(before => [...before, suspension])
      run.passOver(cardId, done)
      if (await done) setTold(suspension)
      else forget(suspension)
    },
    resumeTold: () => told && resume(told),

    canUndo: run.canUndo || isLastDone,
    undo: () => {
      setTold(undefined)
      return isLastDone ? resume(last) : run.undo()
    },
  }
}
