/** What a sink counts since it was last asked to begin anew; instants are those of `Date.now()` with fractions. */
export type Tally = { texts: number; firstMs: number; lastMs: number; receipts: number; lastReceiptMs: number }

export type SinkTally = { text(): void; receipt(): void }

/** Tells the process above its port, what it has counted whenever it is asked to `tell`, and begins anew at `reset`. */
export function tallyOf(port: number): SinkTally {
  let tally = nothing()
  process.on('message', (wish: 'tell' | 'reset') => {
    if (wish === 'reset') tally = nothing()
    process.send?.(tally)
  })
  process.on('disconnect', () => process.exit(0))
  process.send?.({ port })
  return {
    text() {
      const now = instant()
      if (tally.texts === 0) tally.firstMs = now
      tally.texts += 1
      tally.lastMs = now
    },
    receipt() {
      tally.receipts += 1
      tally.lastReceiptMs = instant()
    },
  }
}

function nothing(): Tally {
  return { texts: 0, firstMs: 0, lastMs: 0, receipts: 0, lastReceiptMs: 0 }
}

function instant(): number {
  return performance.timeOrigin + performance.now()
}
