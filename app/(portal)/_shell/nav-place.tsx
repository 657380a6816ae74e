'use client'

import { useLayoutEffect, useSyncExternalStore } from 'react'

let place: string | null = null
const listeners = new Set<() => void>()

function moveTo(href: string | null): void {
  place = href
  for (const listener of listeners) listener()
}

/** Says that this page belongs to another entry of the navigation than its address says. */
export function NavPlace({ href }: { href: string }) {
  useLayoutEffect(() => {
    moveTo(href)
    return () => moveTo(null)
  }, [href])
  return null
}

/** The address of the entry that the page belongs to, where the page says so. */
export function useNavPlace(): string | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => place,
    () => null,
  )
}
