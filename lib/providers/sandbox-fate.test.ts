import { expect, test } from 'vitest'

import { failureReason } from '#lib/core/failure-reason.ts'
import { sandboxFate } from '#lib/providers/sandbox-fate.ts'

test.each([
  ['sms', ['bad_number', 'expired', 'full', 'unreachable']],
  ['email', ['bad_address', 'expired', 'mailbox_full', 'mailbox_off']],
] as const)('%s: what does not arrive has the reasons of its channel', (channel, reasons) => {
  const fates = Array.from({ length: 3_000 }, (_, number) => sandboxFate(channel, `text ${number}`))
  const failed = fates.filter(({ receiptStatus }) => receiptStatus !== 'delivered')
  const said = failed.flatMap(({ receiptStatus, receiptDetail }) =>
    receiptStatus === 'delivered' ? [] : [failureReason(channel, receiptStatus, receiptDetail)],
  )
  expect([...new Set(said)].toSorted()).toEqual(reasons)
})
