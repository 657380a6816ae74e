import { describe, expect, test } from 'vitest'

import type { HookRequest } from '#lib/providers/hooks.ts'
import { kannelHooks } from '#lib/providers/kannel/hooks.ts'
import { receiptKey } from '#lib/providers/kannel/receipt-key.ts'
import type { KannelTransport } from '#lib/providers/transport.ts'
import { parseTransport } from '#lib/providers/transport.ts'

const account = (settings: string) => parseTransport(`kannel://clinic:hush@10.0.0.9?${settings}`) as KannelTransport
const KEY = receiptKey('of-hooks', '2611abc')

function fetched(address: string, remoteAddress = '10.0.0.9'): HookRequest {
  const [path = '', search = ''] = address.split('?')
  return { method: 'GET', path, search, headers: {}, body: Buffer.alloc(0), remoteAddress }
}

describe('whose request it is', () => {
  test.each([
    ['a receipt with its own key', `/receipt/2611abc?status=1&key=${KEY}`, true],
    ['a receipt of another text with that key', `/receipt/2611abd?status=1&key=${KEY}`, false],
    ['a receipt without a key', '/receipt/2611abc?status=1', false],
    ['a key that is no base64', '/receipt/2611abc?status=1&key=%00%ff', false],
    ['the secret does not stand for a key', '/receipt/2611abc?status=1&secret=of-hooks', false],
    ['a reply with the secret', '/reply?id=1&from=%2B372&text=a&secret=of-hooks', true],
    ['a reply with another', '/reply?id=1&from=%2B372&text=a&secret=of-hook', false],
    ['a reply with none', '/reply?id=1&from=%2B372&text=a', false],
    ['a key of a receipt does not stand for the secret', `/reply?id=1&from=1&text=a&secret=${KEY}`, false],
  ])('%s', (_why, address, is) => {
    expect(kannelHooks.isAuthentic(fetched(address), account('hook-secret=of-hooks'))).toBe(is)
  })

  test.each([
    ['from its network', '10.0.0.9', true],
    ['as an IPv4 address in an IPv6 one', '::ffff:10.0.0.9', true],
    ['from elsewhere', '10.0.1.9', false],
    ['from something that is no address', 'unknown', false],
  ])('by address alone: %s', (_why, remoteAddress, is) => {
    const request = fetched('/receipt/2611abc?status=1', remoteAddress)
    expect(kannelHooks.isAuthentic(request, account('hook-addresses=10.0.0.0/24'))).toBe(is)
  })

  test('with both, both are asked for', () => {
    const both = account('hook-addresses=10.0.0.9&hook-secret=of-hooks')
    const address = `/receipt/2611abc?status=1&key=${KEY}`
    expect(kannelHooks.isAuthentic(fetched(address, '10.0.0.9'), both)).toBe(true)
    expect(kannelHooks.isAuthentic(fetched(address, '10.0.0.8'), both)).toBe(false)
    expect(kannelHooks.isAuthentic(fetched('/receipt/2611abc?status=1', '10.0.0.9'), both)).toBe(false)
  })

  test('with neither, nobody is believed', () => {
    expect(kannelHooks.isAuthentic(fetched(`/receipt/2611abc?status=1&key=${KEY}`), account(''))).toBe(false)
  })
})

describe('receipts', () => {
  const receiptOf = (query: string) => kannelHooks.read(fetched(`/receipt/2611abc?${query}`))?.receipts[0]

  test.each([
    ['1', 'delivered'],
    ['2', 'undelivered'],
    ['4', 'accepted'],
    ['8', 'accepted'],
    ['16', 'rejected'],
    ['34', 'expired'],
    ['66', 'unknown'],
  ])('status %s is %s', (status, becomes) => {
    expect(receiptOf(`status=${status}`)).toMatchObject({ ref: '2611abc', clientRef: '2611abc', status: becomes })
  })

  test('the network’s own words tell why; the patient’s text stays out', () => {
    const said = encodeURIComponent('id:7 sub:001 stat:UNDELIV err:027 text:Tere, Mari')
    const receipt = receiptOf(`status=2&said=${said}`)
    expect(receipt).toMatchObject({ status: 'undelivered', detail: 'UNDELIV, err 027' })
    expect(JSON.stringify(receipt)).not.toContain('Mari')
  })

  test('a failure because of time', () => {
    expect(receiptOf('status=2&said=id:7%20stat:EXPIRED%20err:000')).toMatchObject({ status: 'expired' })
  })

  test('a refusal by the SMSC carries its code and words', () => {
    const said = encodeURIComponent('NACK/0x0000000b/Invalid Destination Address')
    expect(receiptOf(`status=16&said=${said}`)?.detail).toBe('status 16, NACK 0000000b, invalid destination address')
  })

  test.each([
    ['no status', 'said=x'],
    ['a status that is none', 'status=3'],
    ['words', 'status=delivered'],
    ['nothing filled in', 'status=%25d&said=%25A'],
  ])('%s cannot be read', (_why, query) => {
    expect(receiptOf(query)).toBeUndefined()
  })
})

describe('replies', () => {
  const replyOf = (query: string) => kannelHooks.read(fetched(`/reply?${query}`))?.replies[0]

  test.each([
    ['plain letters, spaces as plus', 'text=STOPP+palun&charset=UTF-8', 'STOPP palun'],
    ['UTF-8', 'text=%C3%B5htul&charset=UTF-8', 'õhtul'],
    ['UTF-16, high octet first', 'text=%04%21%04%22%04%1E%04%1F&charset=UTF-16BE', 'СТОП'],
    ['UTF-16 with letters among the escapes', 'text=%00S%00T%00O%00P&charset=UTF-16BE', 'STOP'],
    ['recoded', 'text=%F5htul&charset=WINDOWS-1252', 'õhtul'],
    ['no charset', 'text=jah', 'jah'],
    ['a lone %', 'text=100%+jah', '100% jah'],
    ['empty', 'text=', ''],
  ])('%s', (_why, query, text) => {
    expect(replyOf(`id=a-1&from=%2B37255512345&to=1234&time=1795336982&${query}`)).toMatchObject({
      id: 'a-1',
      from: '+37255512345',
      to: '1234',
      text,
      receivedAt: new Date('2026-11-22T08:43:02Z'),
    })
  })

  test('the secret is not kept', () => {
    expect(replyOf('id=1&from=%2B372&text=a&secret=of-hooks')?.raw).toBe('id=1&from=%2B372&text=a')
  })

  test.each([
    ['nobody wrote it', 'id=1&text=a'],
    ['it has no id to be stored once by', 'from=%2B372&text=a'],
    ['it has no text', 'id=1&from=%2B372'],
  ])('%s', (_why, query) => {
    expect(replyOf(query)).toBeUndefined()
  })
})
