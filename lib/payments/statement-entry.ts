import { isDay } from '#lib/core/calendar-day.ts'
import type { CamtNode } from '#lib/payments/camt-node.ts'
import { amountOf, nodeAt, textAt } from '#lib/payments/camt-node.ts'

/** One movement of the account as the bank told of it. */
export type StatementEntry = {
  /** What the bank calls it: the same in every statement that has it. */
  entryRef: string
  bookedOn: string
  /** Below nothing where money left. */
  amountMicro: number
  currency: string
  payer: string
  remittance: string
  reference: string | null
  /** Whether it is booked at the bank, and not only expected. */
  isBooked: boolean
  /** A credit that takes a debit back, or the other way round. */
  isReturn: boolean
}

/**
 * The movements of one entry of a camt.053: usually one. A bank may book several payments as one sum; they are taken apart where
 * their amounts are all there and add up, and stay one without a reference where not.
 */
export function entriesOf(entry: CamtNode, statementRef: string, index: number): StatementEntry[] {
  const details = entry.children
    .filter(({ name }) => name === 'NtryDtls')
    .flatMap(({ children }) => children.filter(({ name }) => name === 'TxDtls'))
  const whole = amountOf(nodeAt(entry, 'Amt'))
  const bookedOn = (textAt(entry, 'BookgDt', 'Dt') || textAt(entry, 'BookgDt', 'DtTm')).slice(0, 10)
  if (!isDay(bookedOn) || !/^[A-Z]{3}$/.test(whole.currency))
    throw new RangeError('an entry without a day or a currency')
  const status = textAt(entry, 'Sts', 'Cd') || textAt(entry, 'Sts')
  const common = {
    bookedOn,
    currency: whole.currency,
    isBooked: status === '' || status === 'BOOK',
    isReturn: textAt(entry, 'RvslInd') === 'true',
  }
  const sign = textAt(entry, 'CdtDbtInd') === 'DBIT' ? -1 : 1
  const name = refOf(entry, details[0], statementRef, index)
  const parts = details.map((detail) => partOf(detail, whole.currency))
  if (details.length > 1) {
    const amounts = parts.flatMap(({ micro }) => (micro === null ? [] : [micro]))
    if (amounts.length !== details.length || sum(amounts) !== whole.micro) {
      return [
        { ...common, entryRef: name, amountMicro: sign * whole.micro, payer: '', remittance: '', reference: null },
      ]
    }
    return parts.map(({ micro, ...part }, place) => ({
      ...common,
      ...part,
      entryRef: `${name}/${place + 1}`.slice(0, 140),
      amountMicro: sign * (micro ?? 0),
    }))
  }
  const [{ micro: _micro, ...part } = { micro: null, payer: '', remittance: '', reference: null }] = parts
  return [{ ...common, ...part, entryRef: name, amountMicro: sign * whole.micro }]
}

function partOf(detail: CamtNode, currency: string) {
  const amount = nodeAt(detail, 'Amt') ?? nodeAt(detail, 'AmtDtls', 'TxAmt', 'Amt')
  const remittances = detail.children.filter(({ name }) => name === 'RmtInf')
  const lines = remittances
    .flatMap(({ children }) => children.filter(({ name }) => name === 'Ustrd'))
    .map(({ text }) => text.trim())
  const references = remittances.map((remittance) => textAt(remittance, 'Strd', 'CdtrRefInf', 'Ref'))
  const debtor = nodeAt(detail, 'RltdPties', 'Dbtr')
  const money = amount ? amountOf(amount) : null
  return {
    micro: money && money.currency === currency ? money.micro : null,
    payer: (textAt(debtor, 'Nm') || textAt(debtor, 'Pty', 'Nm')).slice(0, 140),
    remittance: lines.join(' ').slice(0, 500),
    reference: references.find((reference) => reference !== '')?.slice(0, 35) ?? null,
  }
}

// The servicer's own name is the same everywhere; a running number is only unique within its statement.
function refOf(entry: CamtNode, detail: CamtNode | undefined, statementRef: string, index: number): string {
  const own = textAt(entry, 'AcctSvcrRef') || textAt(detail, 'Refs', 'AcctSvcrRef')
  const name = own || `${statementRef}/${textAt(entry, 'NtryRef') || index + 1}`
  return name.slice(0, 130)
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}
