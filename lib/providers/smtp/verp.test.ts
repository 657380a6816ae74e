import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { clientRefOf } from '#lib/core/client-ref.ts'
import { LONGEST_BOUNCES_NAME, readReturnPath, returnPathOf } from '#lib/providers/smtp/verp.ts'
import { parseTransport } from '#lib/providers/transport.ts'

const REF = clientRefOf({
  chainId: '019aa0f2-0000-7000-8000-00000000000a',
  month: '2026-11-01',
  deliveryId: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
})

test('a letter is found again by the address it was sent from, whatever became of the case', () => {
  const path = returnPathOf('bounces@clinic.example', REF)
  expect(path).toMatch(/^bounces\+[\da-z]{52}@clinic\.example$/)
  expect(readReturnPath(path)).toEqual({ bounces: 'bounces@clinic.example', clientRef: REF })
  expect(readReturnPath(path.toUpperCase())).toEqual({ bounces: 'bounces@clinic.example', clientRef: REF })
})

test('any letter, and the part before the @ is never longer than it may be', () => {
  const uuids = fc.uuid()
  const months = fc.date({ min: new Date('2024-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(uuids, uuids, months, (chainId, deliveryId, at) => {
      const clientRef = clientRefOf({ chainId, deliveryId, month: `${at.toISOString().slice(0, 7)}-01` })
      const path = returnPathOf(`${'b'.repeat(LONGEST_BOUNCES_NAME)}@clinic.example`, clientRef)
      expect(path.indexOf('@')).toBe(64)
      expect(readReturnPath(path)?.clientRef).toBe(clientRef)
    }),
  )
})

test('a mailbox that leaves no room for it is refused as a setting', () => {
  const address = (length: number) => `smtp://mail.example.ee?bounces=${'b'.repeat(length)}@clinic.example`
  expect(() => parseTransport(address(LONGEST_BOUNCES_NAME))).not.toThrow()
  expect(() => parseTransport(address(LONGEST_BOUNCES_NAME + 1))).toThrow(/at most 11 characters/)
})

describe('no letter of ours', () => {
  test.each([
    ['the mailbox itself', 'bounces@clinic.example'],
    ['another tag', 'bounces+hello@clinic.example'],
    ['a number beyond two ids', `bounces+00${'z'.repeat(50)}@clinic.example`],
    ['no domain', `bounces+${'0'.repeat(52)}`],
    ['nothing', ''],
  ])('%s', (_why, address) => {
    expect(readReturnPath(address)).toBeNull()
  })

  test('a reference that is none leaves the mailbox as it is', () => {
    expect(returnPathOf('bounces@clinic.example', 'test')).toBe('bounces@clinic.example')
  })
})
