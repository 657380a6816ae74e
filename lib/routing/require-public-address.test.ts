import { afterEach, describe, expect, test } from 'vitest'

import { requirePublicAddress } from '#lib/routing/require-public-address.ts'
import { WrongAccount } from '#lib/routing/wrong-account.ts'
import { setEnv } from '#lib/runtime/env.ts'

const SECRET = 'only-for-tests-'.padEnd(32, '0')
const allowing = (networks: string) => setEnv({ SECRET, PROVIDER_NETWORKS: networks })
afterEach(() => allowing('127.0.0.0/8'))

describe('an account whose host is in a private network is refused', () => {
  test.each([
    ['this machine', 'smpp://a:b@127.0.0.1:2775'],
    ['this machine by name', 'kannel://a:b@localhost:13013'],
    ['this machine over IPv6', 'smpp://a:b@[::1]:2775'],
    ['this machine as IPv4 in IPv6', 'smpp://a:b@[::ffff:127.0.0.1]:2775'],
    ['an office network', 'smpp://a:b@192.168.1.20:2775'],
    ['the metadata service of a cloud', 'messentes://a:b@169.254.169.254'],
    ['a network of one’s own over IPv6', 'smpp://a:b@[fd00::5]:2775'],
    ['any address at all', 'smpp://a:b@0.0.0.0:2775'],
  ])('%s', async (_why, address) => {
    allowing('')
    await expect(requirePublicAddress(address)).rejects.toThrow(WrongAccount)
  })

  test('one whose name leads nowhere', async () => {
    await expect(requirePublicAddress('smpp://a:b@nowhere.invalid:2775')).rejects.toThrow(WrongAccount)
  })
})

describe('an account is taken', () => {
  test.each([
    ['on the internet', '', 'smpp://a:b@8.8.8.8:2775'],
    ['in a network that the settings name', '192.168.0.0/16', 'smpp://a:b@192.168.1.20:2775'],
    ['the sandbox, which has no host', '', 'sandbox'],
  ])('%s', async (_why, networks, address) => {
    allowing(networks)
    await expect(requirePublicAddress(address)).resolves.toBeUndefined()
  })
})
