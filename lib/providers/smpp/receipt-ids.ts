// Carriers name one message differently in the answer to a submit_sm and in its receipt: in hexadecimal here and in decimal
// there, in another case, without leading zeros. Each way is one line here.
const WAYS: ((id: string, like: string) => string | null)[] = [
  (id) => id,
  (id) => id.toLowerCase(),
  (id) => id.toUpperCase(),
  (id, like) => id.padStart(like.length, '0'),
  (id) => id.replace(/^0+(?=.)/, ''),
  (id) => hexOf(id),
  (id) => hexOf(id)?.toUpperCase() ?? null,
  (id, like) => hexOf(id)?.padStart(like.length, '0') ?? null,
  (id, like) => hexOf(id)?.toUpperCase().padStart(like.length, '0') ?? null,
  (id) => decimalOf(id),
]

/** Ids kept to compare receipts with; a receipt usually comes within seconds. */
const REMEMBERED = 20_000

export type ReceiptIds = {
  remember(ref: string): void
  /** The id of the submit answer that a receipt's id stands for. */
  refOf(receiptId: string): string
}

/**
 * Finds out how a carrier writes ids in receipts by comparing them with those of recent submit answers, and keeps to it.
 *
 * Until a receipt has matched, ids are passed on as they come.
 */
export function createReceiptIds(): ReceiptIds {
  const recent = new Set<string>()
  let last = ''
  let way: (typeof WAYS)[number] | undefined

  return {
    remember(ref) {
      last = ref
      recent.add(ref)
      if (recent.size > REMEMBERED) for (const oldest of recent) return void recent.delete(oldest)
    },
    refOf(receiptId) {
      const usual = way?.(receiptId, last)
      if (usual && recent.has(usual)) return usual
      const found = WAYS.find((candidate) => recent.has(candidate(receiptId, last) ?? ''))
      way = found ?? way
      return way?.(receiptId, last) ?? receiptId
    },
  }
}

function hexOf(id: string): string | null {
  return /^\d{1,20}$/.test(id) ? BigInt(id).toString(16) : null
}

function decimalOf(id: string): string | null {
  return /^[\da-f]{1,16}$/i.test(id) ? BigInt(`0x${id}`).toString() : null
}
