'use client'

import { usePathname, useSearchParams } from 'next/navigation'

/** The address of the page as a field of a form, so that an action can come back to it. */
export function CurrentPathField() {
  const pathname = usePathname()
  const query = useSearchParams().toString()
  return <input type="hidden" name="path" value={query ? `${pathname}?${query}` : pathname} />
}
