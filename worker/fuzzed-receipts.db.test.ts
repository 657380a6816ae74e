import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { applyReceipts } from '#lib/deliveries/apply-receipts.ts'
import { handOverBatches } from '#lib/deliveries/hand-over.ts'
import { smsLine } from '#lib/deliveries/line.ts'
import { startListener } from '#scripts/fuzz/listener.ts'
import { throwRequests } from '#scripts/fuzz/throw-requests.ts'
import { aChain, testDatabase } from '#tests/database.ts'
import { booksOf, plannedTexts, statusesOf } from '#tests/planned-texts.ts'
import { scriptedProvider } from '#tests/scripted-provider.ts'

testDatabase()

// The short form of `npm run fuzz`.
const REQUESTS = 9_000
const AT_MOST_MS = 300_000

test(
  'whatever is sent to the hooks, the listener lives, never fails, and believes only what is signed',
  async () => {
    const ctx = await aChain({ euros: 10 })
    const send = await plannedTexts(ctx, { texts: 20 })
    const line = smsLine(scriptedProvider(() => ({ outcome: 'accepted', refs: [randomUUID()] })))
    await handOverBatches({ line, windowSize: 20, stopping: new AbortController().signal })
    const before = await booksOf(ctx.chainId)
    const rows = await db().execute<{ ref: string }>(sql`select ref from delivery_refs where chain_id = ${ctx.chainId}`)
    expect(rows).toHaveLength(20)

    const listener = await startListener()
    const thrown = await throwRequests(listener.port, { count: REQUESTS, seed: 1, refs: rows.map(({ ref }) => ref) })
    await listener.stop()

    expect(thrown).toMatchObject({ serverErrors: 0, takenUnsigned: 0 })
    // It was no walk in the park: each kind of answer came up, and true receipts were stored.
    for (const status of [200, 400, 401, 404, 405, 413]) expect(thrown.statuses[status] ?? 0).toBeGreaterThan(20)
    const [stored] = await db().execute<{ receipts: number }>(sql`select count(*)::int as receipts from receipts`)
    expect(stored?.receipts).toBeGreaterThan(500)

    // Receipts of other accounts name these texts by chance and by intent: they are none of theirs.
    await db().execute(sql`update receipts_to_apply set due_at = now()`)
    while ((await applyReceipts()) === 2000);
    expect(await statusesOf(send)).toEqual({ accepted: 20 })
    expect(await booksOf(ctx.chainId)).toEqual(before)
  },
  AT_MOST_MS,
)
