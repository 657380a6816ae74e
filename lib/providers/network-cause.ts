import type { HealthCode } from '#lib/providers/health.ts'

const TLS = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO|HOSTNAME_MISMATCH)/
const NOBODY_THERE =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|no connection in time)/

/** What the code of a network error says of the other side. */
export function healthCodeOf(cause: string): HealthCode {
  if (TLS.test(cause)) return 'tls'
  return NOBODY_THERE.test(cause) ? 'unreachable' : 'no_answer'
}
