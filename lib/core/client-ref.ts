// Our name for a delivery towards providers: what PostgreSQL needs to find it, in letters and digits that survive an e-mail
// address's local part (at most 64 characters, case not to be relied on).

export type DeliveryKey = { chainId: string; month: string; deliveryId: string }

const BASE = 36
/** 32 bits as eight hexadecimal digits, and as seven digits of base 36. */
const HEX_DIGITS = 8
const SHORT_DIGITS = 7
const WORDS_OF_UUID = 4
const FORM = /^(\d{2})(0[1-9]|1[0-2])([0-9a-z]{28})([0-9a-z]{28})$/

/** Thousands of texts of one chain follow each other. */
let latest = { chainId: '', short: '' }

/** Four digits of the month, then chain and delivery: 60 characters. `month` is 'YYYY-MM-DD'. */
export function clientRefOf({ chainId, month, deliveryId }: DeliveryKey): string {
  if (chainId !== latest.chainId) latest = { chainId, short: shortUuid(chainId) }
  return month.slice(2, 4) + month.slice(5, 7) + latest.short + shortUuid(deliveryId)
}

/** The delivery that a reference names; null for whatever is not a reference of ours. */
export function parseClientRef(clientRef: string): DeliveryKey | null {
  const [, year, month, chain = '', delivery = ''] = FORM.exec(clientRef.toLowerCase()) ?? []
  const chainId = longUuid(chain)
  const deliveryId = longUuid(delivery)
  if (!year || !month || !chainId || !deliveryId) return null
  return { chainId, month: `20${year}-${month}-01`, deliveryId }
}

function shortUuid(uuid: string): string {
  const hex = uuid.replaceAll('-', '')
  let short = ''
  for (let word = 0; word < WORDS_OF_UUID; word += 1) {
    const bits = Number.parseInt(hex.slice(word * HEX_DIGITS, (word + 1) * HEX_DIGITS), 16)
    short += bits.toString(BASE).padStart(SHORT_DIGITS, '0')
  }
  return short
}

function longUuid(short: string): string | null {
  let hex = ''
  for (let word = 0; word < WORDS_OF_UUID; word += 1) {
    const bits = Number.parseInt(short.slice(word * SHORT_DIGITS, (word + 1) * SHORT_DIGITS), BASE)
    if (!(bits < 2 ** 32)) return null
    hex += bits.toString(16).padStart(HEX_DIGITS, '0')
  }
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
