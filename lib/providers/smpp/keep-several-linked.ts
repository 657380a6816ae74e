import type { Health, HealthCode } from '#lib/providers/health.ts'
import { healthCodeOf } from '#lib/providers/network-cause.ts'
import type { Linked } from '#lib/providers/smpp/keep-linked.ts'
import { keepLinked } from '#lib/providers/smpp/keep-linked.ts'
import type { LinkOptions } from '#lib/providers/smpp/link.ts'
import { NOT_SMPP } from '#lib/providers/smpp/pdu.ts'

// SMPP 3.4, section 5.1.3: bind failed, invalid password, invalid system id.
const NOT_LET_IN = /^bind refused: 0x[def]$/

/**
 * Keeps several links to one SMSC open and gives them out in turn. It is up while one of them is.
 *
 * @param onAllLost hears when the last open link is gone
 */
export function keepSeveralLinked(options: LinkOptions, binds: number, health: Health, onAllLost: () => void): Linked {
  let turn = 0
  const all = Array.from({ length: binds }, () => keepLinked(options, { opened: () => health.set('up'), lost }))

  function lost(reason: string) {
    if (all.some((linked) => linked.isOpen())) return
    if (NOT_LET_IN.test(reason)) health.set('refused', 'credentials')
    else health.set('down', downCodeOf(reason))
    onAllLost()
  }

  return {
    async link() {
      for (let tries = 0; tries < binds; tries += 1) {
        turn = (turn + 1) % binds
        const next = all[turn]
        if (next?.isOpen()) return next.link()
      }
      const links = await Promise.all(all.map((linked) => linked.link()))
      return links.find((link) => link !== null) ?? null
    },
    isOpen: () => all.some((linked) => linked.isOpen()),
    whyDown: () => (all.some((linked) => linked.isOpen()) ? null : (all[0]?.whyDown() ?? null)),
    async close() {
      await Promise.all(all.map((linked) => linked.close()))
    },
  }
}

function downCodeOf(reason: string): HealthCode {
  if (reason.startsWith('bind refused')) return 'server_error'
  return reason.includes(NOT_SMPP) ? 'not_the_api' : healthCodeOf(reason)
}
