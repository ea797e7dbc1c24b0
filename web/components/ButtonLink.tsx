import { Button, type ButtonProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { ComponentProps, Ref } from 'react'

type AnchorProps = Omit<ComponentProps<'a'>, keyof ButtonProps | 'ref'>

/** A link that looks like a button, with the router's typed `to`, `params` and `search`. */
export const ButtonLink = /* @__PURE__ */ createLink(
  ({ ref, ...props }: ButtonProps & AnchorProps & { ref?: Ref<HTMLAnchorElement> }) => (
    <Button component="a" ref={ref} {...props} />
  ),
)
