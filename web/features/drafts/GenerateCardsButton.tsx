import { Button, type ButtonProps } from '@mantine/core'
import { IconSparkles } from '@tabler/icons-react'
import { type ReactNode, Suspense, useState } from 'react'
import { lazyPart } from '../../components/lazyPart.ts'
import classes from './GenerateCardsButton.module.css'

export const GenerateCardsDialog = lazyPart(() => import('./GenerateCardsDialog.tsx'), 'GenerateCardsDialog')

interface GenerateCardsButtonProps extends Pick<ButtonProps, 'variant'> {
  goalId: string
  /** Without one for the goal. */
  nodeId?: string
  /** There is nothing to ask for now; a dialog that is open stays. */
  isHidden?: boolean
  children: ReactNode
}

/** Leads to the dialog, whose code is fetched when someone reaches for it. */
export function GenerateCardsButton({
  goalId,
  nodeId,
  variant,
  isHidden,
  children,
}: GenerateCardsButtonProps) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      {!isHidden && (
        <Button
          className={classes.button}
          classNames={{ label: classes.label }}
          variant={variant ?? 'default'}
          leftSection={<IconSparkles size={16} aria-hidden />}
          onPointerEnter={GenerateCardsDialog.preload}
          onFocus={GenerateCardsDialog.preload}
          onClick={() => setIsOpen(true)}
        >
          {children}
        </Button>
      )}
      {isOpen && (
        <Suspense>
          <GenerateCardsDialog goalId={goalId} nodeId={nodeId} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
