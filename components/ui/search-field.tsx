import { Search } from 'lucide-react'
import type { ComponentProps } from 'react'

import { classNames } from '#components/class-names.ts'

/** A search box with its name for screen readers; stands in a form with method GET. */
export function SearchField({
  label,
  name = 'q',
  small,
  className,
  ...props
}: Omit<ComponentProps<'input'>, 'type' | 'size'> & { label: string; name?: string; small?: boolean }) {
  return (
    <label className={classNames('relative block', className)}>
      <span className="sr-only">{label}</span>
      <Search
        className="pointer-events-none absolute inset-y-0 start-2.5 my-auto size-4 text-ink-3"
        strokeWidth={1.75}
        aria-hidden="true"
      />
      <input
        placeholder={label}
        {...props}
        type="search"
        name={name}
        className={classNames('control ps-[34px]! text-ellipsis', small && 'control-s')}
      />
    </label>
  )
}
