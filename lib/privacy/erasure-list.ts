import * as z from 'zod'

import type { Erasure } from '#db/queries/erasure.ts'
import { insertErasures } from '#db/queries/erasure.ts'
import { asKeeper } from '#lib/runtime/transaction.ts'

const Line = z.object({
  chainId: z.uuid(),
  patientId: z.uuid(),
  codeDigest: z.string().regex(/^[0-9a-f]{64}$/),
  erasedAt: z.iso.datetime({ offset: true }),
  lifted: z.boolean(),
})

/** @throws when a line is none of ours: half a list must not pass for a whole one */
export function readErasures(text: string): Erasure[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => Line.parse(JSON.parse(line)))
}

/** Puts a list that was kept elsewhere back; what the database knows already stays. Chains that it does not have are passed over. */
export async function rememberErasures(erasures: readonly Erasure[]): Promise<void> {
  await asKeeper((tx) => insertErasures(tx, erasures))
}
