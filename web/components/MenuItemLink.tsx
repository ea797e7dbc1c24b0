import { Menu, type MenuItemProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { ComponentProps, Ref } from 'react'

type AnchorProps = Omit<ComponentProps<'a'>, keyof MenuItemProps | 'ref'>

/** A link inside a menu, with the router's typed `to`, `params` and `search`. */
export const MenuItemLink = /* @__PURE__ */ createLink(
  ({ ref, ...props }: MenuItemProps & AnchorProps & { ref?: Ref<HTMLAnchorElement> }) => (
    <Menu.Item component="a" ref={ref} {...props} />
  ),
)
