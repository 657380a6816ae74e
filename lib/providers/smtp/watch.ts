import type { ProviderState } from '#lib/core/provider-state.ts'
import type { Health, HealthCode } from '#lib/providers/health.ts'
import { healthCodeOf } from '#lib/providers/network-cause.ts'
import type { SmtpError } from '#lib/providers/smtp/reply.ts'

export type WatchTimes = { firstProbeMs: number; longestProbeMs: number }

export type Watch = {
  well(): void
  /** A failure that is about the letter alone says nothing of the server. */
  failed(error: SmtpError): void
  end(): void
}

const CREDENTIALS = new Set([530, 534, 535, 538])
const NETWORK = /E(CONNREFUSED|NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH)/
const TLS = /certificate|self.signed|SSL|TLS/i

/**
 * Keeps a mail server's health from what becomes of letters, and by `probe`, which sends none: soon after the start, and again after ever
 * longer pauses while the server is away or refuses us.
 */
export function createWatch(health: Health, probe: () => Promise<unknown>, times: WatchTimes): Watch {
  let timer: NodeJS.Timeout | undefined
  let pauseMs = times.firstProbeMs
  let ended = false

  function set(state: ProviderState, detailCode: HealthCode | null) {
    if (ended) return
    health.set(state, detailCode)
    if (state === 'up') pauseMs = times.firstProbeMs
    else probeLater()
  }

  function probeLater() {
    timer ??= setTimeout(
      () => {
        timer = undefined
        void probeNow()
      },
      pauseMs * (0.5 + Math.random() / 2),
    ).unref()
    pauseMs = Math.min(pauseMs * 2, times.longestProbeMs)
  }

  async function probeNow() {
    await probe().then(
      () => set('up', null),
      (error: SmtpError) => set(...judge(error)),
    )
  }

  probeLater()
  return {
    well: () => set('up', null),
    failed(error) {
      if (isAboutTheLetter(error)) set('up', null)
      else set(...judge(error))
    },
    end() {
      ended = true
      clearTimeout(timer)
    },
  }
}

function judge({ code, responseCode = 0, message }: SmtpError): [ProviderState, HealthCode] {
  if (code === 'EAUTH' || code === 'ENOAUTH' || CREDENTIALS.has(responseCode)) return ['refused', 'credentials']
  if (responseCode >= 500) return ['refused', 'server_error']
  if (responseCode >= 400) return ['throttled', 'throttled']
  if (code === 'ETLS' || TLS.test(message)) return ['down', 'tls']
  if (code === 'EDNS') return ['down', 'unreachable']
  // A reply that is none of SMTP's: a web server, say.
  if (code === 'EPROTOCOL') return ['down', 'not_the_api']
  return ['down', healthCodeOf(NETWORK.exec(message)?.[0] ?? '')]
}

/** An answer to the sender, the recipient or the letter itself: the server is there and works. */
function isAboutTheLetter({ code, command, responseCode }: SmtpError): boolean {
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return true
  return (
    responseCode !== undefined && !CREDENTIALS.has(responseCode) && /^(MAIL FROM|RCPT TO|DATA)$/.test(command ?? '')
  )
}
