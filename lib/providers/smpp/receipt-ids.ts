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

/** Ids kept to compare receipts with, and up to as many before them; a receipt usually comes within seconds. */
const REMEMBERED = 10_000

/** Of a number, so many digits from its end are compared: carriers differ in how they write what is before. */
const COMPARED_DIGITS = 7

export type ReceiptIds = {
  /** The id of a submit answer, and the number its text went to. */
  remember(ref: string, to: string): void
  /** The id of the submit answer that a receipt's id stands for; `from` is the number whose text it reports on. */
  refOf(receiptId: string, from: string): string
}

/**
 * Finds out how a carrier writes ids in receipts by comparing them with those of recent submit answers, and keeps to it.
 *
 * Receipts of texts that another worker sent come here too, and one text's decimal id may be another's hexadecimal one: so ids that
 * are written differently count as the same only where the receipt names the number that the text went to. Until a receipt has
 * matched, ids are passed on as they come.
 */
export function createReceiptIds(): ReceiptIds {
  // Forgotten by thousands: to find the oldest of a Map takes ever longer, the more of it were taken out before.
  let recent = new Map<string, string>()
  let earlier = recent
  let last = ''
  let way: (typeof WAYS)[number] | undefined

  return {
    remember(ref, to) {
      last = ref
      recent.set(ref, endOf(to))
      if (recent.size < REMEMBERED) return
      earlier = recent
      recent = new Map()
    },
    refOf(receiptId, from) {
      const number = endOf(from)
      const stands = (ref: string | null | undefined) =>
        ref != null && number !== '' && (recent.get(ref) ?? earlier.get(ref)) === number
      const usual = way?.(receiptId, last)
      if (usual && stands(usual)) return usual
      way = WAYS.find((candidate) => stands(candidate(receiptId, last))) ?? way
      return way?.(receiptId, last) ?? receiptId
    },
  }
}

function endOf(number: string): string {
  return number.replace(/\D/g, '').slice(-COMPARED_DIGITS)
}

function hexOf(id: string): string | null {
  return /^\d{1,20}$/.test(id) ? BigInt(id).toString(16) : null
}

function decimalOf(id: string): string | null {
  return /^[\da-f]{1,16}$/i.test(id) ? BigInt(`0x${id}`).toString() : null
}
