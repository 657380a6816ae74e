// The moments at which a process may die and something hangs on it. `npm run faults` kills and stops workers at each of them.
export const STEPS = [
  // Recipients of a range and the cursor are written, the transaction is open; then committed.
  'materialise.range-written',
  'materialise.range-committed',
  // A batch is claimed, and what its last worker left on the wire is not in order yet.
  'hand-over.batch-claimed',
  // `submitting` of a window is written, the transaction is open; then committed, and no byte has left.
  'hand-over.intent-written',
  'hand-over.intent-committed',
  // One text of a window has just been given to the provider, others have not.
  'hand-over.text-given',
  // The provider has answered for a whole window, and nobody else knows it.
  'hand-over.answered',
  // Outcomes and money of a window are written, the transaction is open.
  'hand-over.outcome-written',
  // A batch is put back, the transaction is open.
  'hand-over.batch-put-back',
  // Receipts are stored, the transaction is open; then committed, and the provider has not been told.
  'receipts.written',
  'receipts.committed',
  // Receipts are acted on, the transaction is open.
  'receipts.applied',
  // What a dead worker left behind is put in order, the transaction is open.
  'sweep.written',
  // A campaign is closed, the transaction is open.
  'campaign.finished',
  // The planner has reminders in hand and has decided nothing; their texts are written, the transaction is open; then committed.
  'planner.reminders-claimed',
  'planner.texts-written',
  'planner.texts-committed',
  // A range of visits is planned anew, the transaction is open.
  'reminders.range-replanned',
] as const
export type Step = (typeof STEPS)[number]

let listener: ((step: Step) => void) | undefined

/** Says that the process has come to a step. Nobody listens outside of `npm run faults`, and then it is one comparison. */
export function passStep(step: Step): void {
  listener?.(step)
}

/** Calls `listen` synchronously at every step of this process; for scripts/faults and tests, never for the product. */
export function onStep(listen: ((step: Step) => void) | undefined): void {
  listener = listen
}
