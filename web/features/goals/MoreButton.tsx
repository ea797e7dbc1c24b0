import { ActionIcon, type ActionIconProps } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { ComponentProps } from 'react'
import classes from './GoalRow.module.css'

type MoreButtonProps = Omit<ComponentProps<'button'>, keyof ActionIconProps> & { title: string }

export function MoreButton({ title, ...props }: MoreButtonProps) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={44}
      className={classes.menu}
      aria-label={`More for ${title}`}
      aria-haspopup="menu"
      {...props}
    >
      <IconDots size={20} aria-hidden />
    </ActionIcon>
  )
}
