'use client'

import type { ReactNode } from 'react'
import { Focusable } from 'react-aria-components/Focusable'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip'

/** The name of an icon button, and its key. Never information. `children` is one focusable element. */
export function Tooltip({ label, keys, children }: { label: string; keys?: string; children: ReactNode }) {
  return (
    <TooltipTrigger delay={400} closeDelay={0}>
      <Focusable>{children as never}</Focusable>
      <AriaTooltip
        offset={6}
        className="inline-flex items-center gap-2 rounded-[7px] bg-inverse px-[9px] py-[5px] type-small text-on-inverse"
      >
        {label}
        {keys && <kbd className="border-current! bg-transparent! text-inherit!">{keys}</kbd>}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
