import { useSyncExternalStore } from 'react'

/** False while the server renders and until scripts have taken over; what only scripts can work waits for it. */
export function useScripted(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  )
}
