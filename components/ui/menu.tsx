'use client'

import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'

import type { ButtonLook } from '#components/ui/button.tsx'
import { buttonClass } from '#components/ui/button.tsx'

export type MenuAction = {
  id: string
  label: string
  icon?: ReactNode
  href?: string
  onAction?: () => void
  /** The item stays, and says why it does nothing. */
  disabledReason?: string
}

/** Arrows, typing and Esc work; a forbidden item stays, with its reason. */
export function Menu({
  label,
  trigger,
  actions,
  ...look
}: Omit<ButtonLook, 'icon'> & { label: string; trigger: ReactNode; actions: readonly MenuAction[] }) {
  return (
    <MenuTrigger>
      <Button aria-label={label} className={buttonClass(look)}>
        {trigger}
      </Button>
      <Popover offset={4} className="min-w-[176px] rounded-l border border-line-strong bg-raised p-1 shadow-float">
        <AriaMenu className="outline-none" disabledKeys={actions.filter((a) => a.disabledReason).map((a) => a.id)}>
          {actions.map((action) => (
            <MenuItem
              key={action.id}
              id={action.id}
              textValue={action.label}
              {...(action.href && { href: action.href })}
              {...(action.onAction && { onAction: action.onAction })}
              className="flex min-h-9 cursor-pointer items-center gap-2 rounded-[7px] px-2 py-1.5 text-ink no-underline outline-none data-[disabled]:cursor-not-allowed data-[disabled]:text-ink-3 data-[focused]:bg-blue-soft data-[focused]:text-blue-ink [&_svg]:size-4"
            >
              {action.icon}
              <span className="grid">
                {action.label}
                {action.disabledReason && <span className="type-small">{action.disabledReason}</span>}
              </span>
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
