// The locks of "Sending once" that the model can go without one at a time, to see what each is for. Those of the database itself
// (unique keys, CHECKs, facts booked once) stand in docs/reliability.md with their tests.
export const GUARDS = [
  // A batch in somebody's hand is not claimed before its lease has run out.
  'lease',
  // Whoever writes about a batch has first to find it under the epoch of the claim.
  'epoch',
  // Nothing leaves once one's own lease has run out, by one's own clock.
  'nothing leaves without a lease',
  // `submitting` is committed before the first byte leaves.
  'intent before the first byte',
  // What a dead worker had on the wire is in doubt, and not planned again.
  'what was on the wire is in doubt',
  // A text that may have gone out is never tried again by itself.
  'no answer is no refusal',
  // An outcome is written only to what is on the wire under one's own epoch.
  'outcomes are written once',
  // A receipt changes a delivery only from the status it was read in.
  'receipts compare and set',
  // A receipt only lifts.
  'receipts only lift',
] as const
export type Guard = (typeof GUARDS)[number]
export type Guards = ReadonlySet<Guard>
