// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are pieces of source text

// Each guard of "Sending once" taken out of the code, one at a time: the edit that takes it out, and the tests that fail without it.
// `npm run mutants` makes each edit in a copy of the tree and sees the tests fail; what the edits look for is there (a unit test).

export type Mutant = {
  guard: string
  file: string
  from: string
  to: string
  /** Of vitest: the file that notices. */
  test: string
}

const GUARDS = 'lib/deliveries/guards.db.test.ts'
const HAND_OVER = 'lib/deliveries/hand-over.db.test.ts'
const RECEIPTS = 'lib/deliveries/receipts.db.test.ts'
const BILLING = 'lib/billing/billing.db.test.ts'
const RACES = 'lib/campaigns/races.db.test.ts'

export const MUTANTS: readonly Mutant[] = [
  {
    guard: 'a batch is not claimed while its lease runs',
    file: 'db/queries/claims.ts',
    from: 'and (lease_until is null or lease_until < now())',
    to: '',
    test: GUARDS,
  },
  {
    guard: 'a batch that is just being claimed is passed over',
    file: 'db/queries/claims.ts',
    from: 'for update skip locked\n        ) as b',
    to: ') as b',
    test: GUARDS,
  },
  {
    guard: 'a claim raises the epoch',
    file: 'db/queries/claims.ts',
    from: 'epoch = b.epoch + 1, attempts',
    to: 'attempts',
    test: GUARDS,
  },
  {
    guard: 'a heartbeat finds its batch by the epoch',
    file: 'db/queries/batches.ts',
    from: 'and epoch = ${epoch} and lease_until is not null',
    to: 'and lease_until is not null',
    test: GUARDS,
  },
  {
    guard: 'a heartbeat finds no batch that was put back',
    file: 'db/queries/batches.ts',
    from: 'and epoch = ${epoch} and lease_until is not null',
    to: 'and epoch = ${epoch}',
    test: GUARDS,
  },
  {
    guard: 'whoever writes finds its batches by the epoch',
    file: 'db/queries/batches.ts',
    from: 'and b.id = k.id and b.epoch = k.epoch',
    to: 'and b.id = k.id',
    test: GUARDS,
  },
  {
    guard: 'a batch is put back under its epoch',
    file: 'db/queries/batches.ts',
    from: 'where b.chain_id = ${batch.chainId} and b.id = ${batch.batchId} and b.epoch = ${batch.epoch}\n    returning b.status',
    to: 'where b.chain_id = ${batch.chainId} and b.id = ${batch.batchId}\n    returning b.status',
    test: GUARDS,
  },
  {
    guard: 'the end of a campaign is asked for one after the other',
    file: 'db/queries/batches.ts',
    from: 'select pg_advisory_xact_lock(hashtextextended(${campaignId}, 0))',
    to: 'select ${campaignId}::text',
    test: GUARDS,
  },
  {
    guard: 'an intent takes only what is planned',
    file: 'db/queries/hand-over.ts',
    from: "d.id = i.id\n      and (d.status = 'planned' or (d.status = 'submitting' and d.epoch = ${batch.epoch}))",
    to: 'd.id = i.id',
    test: GUARDS,
  },
  {
    guard: 'an intent of an earlier epoch is not one’s own',
    file: 'db/queries/hand-over.ts',
    from: "and d.id > ${after} and (d.status = 'planned' or (d.status = 'submitting' and d.epoch = ${batch.epoch}))\n    order by d.id",
    to: "and d.id > ${after} and d.status in ('planned', 'submitting')\n    order by d.id",
    test: GUARDS,
  },
  {
    guard: 'an outcome is written once',
    file: 'db/queries/outcomes.ts',
    from: "and d.status = 'submitting' and d.epoch = ${batch.epoch}",
    to: 'and d.epoch = ${batch.epoch}',
    test: GUARDS,
  },
  {
    guard: 'an outcome is written under the epoch of its intent',
    file: 'db/queries/outcomes.ts',
    from: "and d.status = 'submitting' and d.epoch = ${batch.epoch}",
    to: "and d.status = 'submitting'",
    test: GUARDS,
  },
  {
    guard: 'a reference stays with its first text',
    file: 'db/queries/outcomes.ts',
    from: 'on conflict (provider, ref) do nothing`,',
    to: 'on conflict (provider, ref) do update set delivery_id = excluded.delivery_id`,',
    test: GUARDS,
  },
  {
    guard: 'what a dead worker had on the wire is in doubt',
    file: 'lib/deliveries/claim.ts',
    from: "{ from: 'submitting', to: 'unknown', reason: 'worker_lost' }",
    to: "{ from: 'submitting', to: 'planned' as 'unknown', reason: 'worker_lost' }",
    test: HAND_OVER,
  },
  {
    guard: 'no answer is not taken for a refusal',
    file: 'lib/core/delivery-status.ts',
    from: "  unknown: 'unknown',\n} as const satisfies",
    to: "  unknown: 'planned',\n} as const satisfies",
    test: HAND_OVER,
  },
  {
    guard: 'nothing leaves once one’s own lease has run out',
    file: 'lib/deliveries/in-hand.ts',
    from: '!closed && !lost && now < leaseEndsAt',
    to: '!closed && !lost && now < Number.POSITIVE_INFINITY + leaseEndsAt',
    test: HAND_OVER,
  },
  {
    guard: 'money of one fact is booked once, or nothing of the transaction stands',
    file: 'lib/deliveries/settle.ts',
    from: 'if (!booked) throw',
    to: 'if (!booked && booking.factKey === null) throw',
    test: GUARDS,
  },
  {
    guard: 'a fact that is booked is not booked again',
    file: 'db/queries/billing.ts',
    from: '      on conflict (chain_id, fact_key) do nothing\n',
    to: '',
    test: BILLING,
  },
  {
    guard: 'money is held under the lock of its account',
    file: 'db/queries/billing.ts',
    from: "where(eq(accounts.chainId, chainId)).for('update')",
    to: 'where(eq(accounts.chainId, chainId))',
    test: BILLING,
  },
  {
    guard: 'a receipt is stored once',
    file: 'db/queries/receipts.ts',
    from: 'on conflict (provider, ref, status) do nothing',
    to: 'on conflict (provider, ref, status) do update set received_at = now()',
    test: GUARDS,
  },
  {
    guard: 'a receipt changes a delivery only from the status it was read in',
    file: 'db/queries/receipts.ts',
    from: ' and d.id = m.id and d.status = m.status_from\n      for update of d',
    to: ' and d.id = m.id\n      for update of d',
    test: GUARDS,
  },
  {
    guard: 'a receipt waits for nobody who changes its delivery',
    file: 'db/queries/receipts.ts',
    from: 'for update of d skip locked\n    )\n    update ${deliveriesOf(month)} d set',
    to: 'for update of d\n    )\n    update ${deliveriesOf(month)} d set',
    test: RECEIPTS,
  },
  {
    guard: 'a receipt only lifts',
    file: 'lib/core/delivery-status.ts',
    from: 'then !== null && then > now',
    to: 'then !== null && then !== now',
    test: RECEIPTS,
  },
  {
    guard: 'clicks on Send come one after the other',
    file: 'db/queries/campaigns.ts',
    from: "    .where(and(eq(campaigns.chainId, chainId), eq(campaigns.id, campaignId)))\n    .for('update')",
    to: '    .where(and(eq(campaigns.chainId, chainId), eq(campaigns.id, campaignId)))',
    test: RACES,
  },
  {
    guard: 'the same send has the same answer',
    file: 'lib/campaigns/send.ts',
    from: '    if (before) return before\n',
    to: '',
    test: RACES,
  },
  {
    guard: 'a number gets one text of a campaign',
    file: 'db/queries/materialise.ts',
    from: '      on conflict (chain_id, month, campaign_id, once_per, channel, attempt) where once_per is not null do nothing\n',
    to: '',
    test: 'lib/campaigns/materialise.db.test.ts',
  },
  {
    guard: 'a frozen process holds no locks for longer than a lease',
    file: 'lib/runtime/transaction.ts',
    from: 'env().LEASE_SECONDS}s',
    to: 'env().LEASE_SECONDS}h',
    test: 'lib/runtime/frozen.db.test.ts',
  },
]
