import 'server-only'

import { hasRealAccount } from '#db/queries/provider-accounts.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { currentStaff } from '#lib/web/current-staff.ts'

// The same for everybody and hardly ever another, and it stands over every page of messages.
const REMEMBERED_MS = 10_000
let remembered: { answer: boolean; until: number } | undefined

/** Whether a text would reach a telephone or a mailbox: some account in use is not a sandbox. What the operator changes shows within ten seconds. */
export async function leavesTheMachine(): Promise<boolean> {
  if (remembered && remembered.until > Date.now()) return remembered.answer
  const chain = (await currentStaff())?.chain
  if (!chain) return false
  const answer = await inChain(chainCtx(chain.id), hasRealAccount)
  remembered = { answer, until: Date.now() + REMEMBERED_MS }
  return answer
}
