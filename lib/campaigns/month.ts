/** The partition of deliveries planned at an instant, as the first day of its month in UTC. Fixed once, at Send or at the start. */
export function monthOf(instant: Date): string {
  return `${instant.toISOString().slice(0, 7)}-01`
}
