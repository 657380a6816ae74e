export type ReceiptPost<Receipt> = {
  /** Before so many milliseconds have passed it does not leave; none, or fewer: at once. */
  post(receipt: Receipt, afterMs: number): void
  /** Receipts that nobody has confirmed yet. */
  readonly waiting: number
  stop(): void
}

/** Says whether whoever it is for has it. */
type Carrier<Receipt> = (receipt: Receipt) => Promise<boolean>

const TICK_MS = 20
const AGAIN_MS = 300
/** A stopped worker never answers; its receipts go to another. */
const PATIENCE_MS = 5_000

/**
 * Carries receipts to whoever is there when their time comes, again and again until one says that it has them; at most
 * `mostUnderWay` at a time, so that a busy worker is not flooded.
 */
export function createReceiptPost<Receipt>(
  carriers: () => Carrier<Receipt>[],
  mostUnderWay: number,
): ReceiptPost<Receipt> {
  // By the tick in which they may leave; then in a line.
  const due = new Map<number, Receipt[]>()
  let line: Receipt[] = []
  let tick = tickOf(Date.now())
  let turn = 0
  let waiting = 0
  let underWay = 0

  function put(receipt: Receipt, afterMs: number): void {
    const at = Math.max(tick + 1, tickOf(Date.now() + Math.max(0, afterMs)))
    const others = due.get(at)
    if (others) others.push(receipt)
    else due.set(at, [receipt])
  }

  async function carry(receipt: Receipt, carrier: Carrier<Receipt>): Promise<void> {
    underWay += 1
    const late = new Promise<boolean>((resolve) => setTimeout(resolve, PATIENCE_MS, false).unref())
    const taken = await Promise.race([carrier(receipt), late])
    underWay -= 1
    if (taken) waiting -= 1
    else put(receipt, AGAIN_MS)
  }

  const timer = setInterval(() => {
    for (const now = tickOf(Date.now()); tick <= now; tick += 1) {
      line = line.concat(due.get(tick) ?? [])
      due.delete(tick)
    }
    const available = carriers()
    const leaving = available.length === 0 ? [] : line.splice(0, mostUnderWay - underWay)
    for (const receipt of leaving) {
      turn += 1
      void carry(receipt, available[turn % available.length] as Carrier<Receipt>)
    }
  }, TICK_MS)

  return {
    post(receipt, afterMs) {
      waiting += 1
      put(receipt, afterMs)
    },
    get waiting() {
      return waiting
    },
    stop: () => clearInterval(timer),
  }
}

function tickOf(ms: number): number {
  return Math.floor(ms / TICK_MS)
}
