import { IconChevronLeft } from '@tabler/icons-react'
import { createLink } from '@tanstack/react-router'
import type { ComponentProps } from 'react'
import classes from './BackLink.module.css'

/** Above a page's title: to the page it lies below, with the router's typed `to` and `params`. */
export const BackLink = /* @__PURE__ */ createLink(({ children, ...props }: ComponentProps<'a'>) => (
  <a {...props} className={classes.back}>
    <IconChevronLeft size={16} aria-hidden className={classes.icon} />
    <span dir="auto">{children}</span>
  </a>
))
