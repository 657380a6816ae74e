import Link from 'next/link'
import type { ComponentProps } from 'react'

import { classNames } from '#components/class-names.ts'
import type { ButtonLook } from '#components/ui/button.tsx'
import { buttonClass } from '#components/ui/button.tsx'

/** A link that looks like a button: it leads somewhere. What changes something is a <Button>. */
export function LinkButton({
  variant,
  size,
  icon,
  iconOnly,
  full,
  className,
  children,
  ...props
}: ButtonLook & ComponentProps<typeof Link>) {
  return (
    <Link {...props} className={classNames(buttonClass({ variant, size, iconOnly, full }), className)}>
      {icon}
      {children}
    </Link>
  )
}

/** The same for a file: a plain anchor, so that nothing is fetched ahead. */
export function DownloadButton({
  variant,
  size,
  icon,
  iconOnly,
  full,
  className,
  children,
  ...props
}: ButtonLook & ComponentProps<'a'>) {
  return (
    <a {...props} className={classNames(buttonClass({ variant, size, iconOnly, full }), className)}>
      {icon}
      {children}
    </a>
  )
}
