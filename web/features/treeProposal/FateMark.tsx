import { IconArrowsRightLeft, IconCheck, IconInbox, IconMinus, IconPlus } from '@tabler/icons-react'
import type { Fate } from './compareTrees.ts'
import classes from './TreeProposal.module.css'

export const fateLabels: Record<Fate, string> = {
  kept: 'Kept',
  moved: 'Moved',
  new: 'New',
  unsorted: 'Goes to Unsorted',
  gone: 'Goes',
}

const icons = {
  kept: IconCheck,
  moved: IconArrowsRightLeft,
  new: IconPlus,
  unsorted: IconInbox,
  gone: IconMinus,
}

/** What becomes of a node, by a word and a picture as well as by its colour. */
export function FateMark({ fate }: { fate: Fate }) {
  const Icon = icons[fate]
  return (
    <span className={classes.mark} data-fate={fate}>
      <Icon size={16} stroke={1.75} aria-hidden />
      {fateLabels[fate]}
    </span>
  )
}
