import { listChainsSwitchedOn, planGreetings, planRecalls } from '#db/queries/personal-occasions.ts'
import type { PersonalKind } from '#db/queries/personal-texts.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { log } from '#lib/runtime/log.ts'
import { asWorker, inChain } from '#lib/runtime/transaction.ts'

/**
 * Plans today's birthdays, or the recalls that have come due, in every chain that has them switched on. Each patient once for each
 * birthday or last visit, however often this runs.
 */
export async function planPersonalTexts(kind: PersonalKind, now: Date | null = null): Promise<void> {
  const plan = kind === 'greeting' ? planGreetings : planRecalls
  const chainIds = await asWorker((tx) => listChainsSwitchedOn(tx, kind === 'greeting' ? 'greetings' : 'recall'))
  for (const chainId of chainIds) {
    // What is wrong in one chain must not keep the others waiting.
    await inChain(chainCtx(chainId), (tx) => plan(tx, chainId, now)).catch((error) => {
      log.error('texts could not be planned', error, { chainId, name: kind })
    })
  }
}
