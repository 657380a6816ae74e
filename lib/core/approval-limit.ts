/** From where on a chain wants a second person; null: never. */
export type ApprovalLimit = { approvalPeople: number | null; approvalMicro: number | null }

/** Whether a send of this size needs a second person's word. A limit is what may still leave unasked. */
export function needsApproval(
  { approvalPeople, approvalMicro }: ApprovalLimit,
  { willGet, costMicro }: { willGet: number; costMicro: number },
): boolean {
  return (approvalPeople !== null && willGet > approvalPeople) || (approvalMicro !== null && costMicro > approvalMicro)
}
