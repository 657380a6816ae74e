import { sql } from 'drizzle-orm'

import { db } from '#db/client.ts'
import { applyReceipts } from '#lib/deliveries/apply-receipts.ts'
import { handOverBatches } from '#lib/deliveries/hand-over.ts'
import { smsLine } from '#lib/deliveries/line.ts'
import { recordReceipts } from '#lib/deliveries/record-receipt.ts'
import type { ProviderReceipt, SendOutcome } from '#lib/providers/provider.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { asWorker } from '#lib/runtime/transaction.ts'
import type { PlannedTexts, PlannedTextsOptions } from '#tests/planned-texts.ts'
import { plannedTexts, statusesOf } from '#tests/planned-texts.ts'
import type { ScriptedProvider } from '#tests/scripted-provider.ts'
import { accepted, scriptedProvider } from '#tests/scripted-provider.ts'

// Texts that nobody can tell about, and what may happen to them next.

export const NO_ANSWER: SendOutcome = { outcome: 'unknown', detail: 'no answer in time' }

const MOST_ROUNDS = 50

export type TextsInDoubt = PlannedTexts & { ids: string[] }

/** A campaign whose texts all got no answer. */
export async function textsInDoubt(
  ctx: Ctx,
  options: PlannedTextsOptions,
  outcome: SendOutcome = NO_ANSWER,
): Promise<TextsInDoubt> {
  const send = await plannedTexts(ctx, options)
  // A provider that leaves texts in doubt is not given many at once.
  for (let round = 0; round < MOST_ROUNDS && (await statusesOf(send)).planned; round += 1) {
    await db().execute(sql`update batches set not_before = now() where chain_id = ${send.chainId} and done_at is null`)
    await handOver(() => outcome)
  }
  const rows = await db().execute<{ id: string }>(
    sql`select id from deliveries where chain_id = ${send.chainId} and campaign_id = ${send.campaignId} order by id`,
  )
  return { ...send, ids: rows.map(({ id }) => id) }
}

/** Hands over whatever is due; without a script each text is accepted. */
export async function handOver(answer: Parameters<typeof scriptedProvider>[0] = accepted): Promise<ScriptedProvider> {
  const provider = scriptedProvider(answer)
  await handOverBatches({ line: smsLine(provider), windowSize: 10, stopping: new AbortController().signal })
  return provider
}

/** What the provider reports, and what comes of it. */
export async function report(...receipts: Partial<ProviderReceipt>[]): Promise<void> {
  await asWorker((tx) =>
    recordReceipts(
      tx,
      'scripted',
      receipts.map((receipt) => ({ ref: '', status: 'delivered', detail: '', raw: '', ...receipt })),
    ),
  )
  for (let round = 0; round < 3; round += 1) {
    await db().execute(sql`update receipts_to_apply set due_at = now()`)
    await applyReceipts()
  }
}
