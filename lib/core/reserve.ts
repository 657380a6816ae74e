/**
 * Whether a campaign would take of what the reminders of the coming days need. One that costs nothing takes nothing, however little
 * there is. All in micro-euros.
 */
export function eatsReserve({
  costMicro,
  leftMicro,
  reserveMicro,
}: {
  costMicro: number
  /** What is free once the campaign is paid for. */
  leftMicro: number
  reserveMicro: number
}): boolean {
  return costMicro > 0 && leftMicro < reserveMicro
}
