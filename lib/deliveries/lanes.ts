/** Below so many texts a window costs more in transactions than a further lane would gain. */
const WORTH_A_LANE = 100

/**
 * How the room on a provider's wire is shared out: lanes hand over batches side by side, so that one writes to the database
 * while another sends. Together they never have more on the wire than the provider takes.
 */
export function lanesFor(windowSize: number, mostLanes: number): { lanes: number; windowSize: number } {
  const lanes = Math.max(1, Math.min(mostLanes, Math.floor(windowSize / WORTH_A_LANE)))
  return { lanes, windowSize: Math.max(1, Math.floor(windowSize / lanes)) }
}
