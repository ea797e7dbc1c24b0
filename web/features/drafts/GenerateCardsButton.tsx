import { Button, type ButtonProps } from '@mantine/core'
import { IconSparkles } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import classes from './GenerateCardsButton.module.css'

const loadDialog = () =>
  import('./GenerateCardsDialog.tsx').then(module => ({ default: module.GenerateCardsDialog }))
const GenerateCardsDialog = lazy(loadDialog)

interface GenerateCardsButtonProps extends Pick<ButtonProps, 'variant'> {
  goalId: string
  /** Without one for the goal. */
  nodeId?: string
  children: ReactNode
}

/** Leads to the dialog, whose code is fetched when someone reaches for it. */
export function GenerateCardsButton({ goalId, nodeId, variant, children }: GenerateCardsButtonProps) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button
        className={classes.button}
        classNames={{ label: classes.label }}
        variant={variant ?? 'default'}
        leftSection={<IconSparkles size={16} aria-hidden />}
        onPointerEnter={loadDialog}
        onFocus={loadDialog}
        onClick={() => setIsOpen(true)}
      >
        {children}
      </Button>
      {isOpen && (
        <Suspense>
          <GenerateCardsDialog goalId={goalId} nodeId={nodeId} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
