import PostalMime from 'postal-mime'

import type { ProviderReceipt } from '#lib/providers/provider.ts'

const MAX_RAW_CHARACTERS = 2_000
const MAX_DETAIL_CHARACTERS = 160
const STATUS = /\b([245])\.(\d{1,3})\.(\d{1,3})\b/
/** RFC 3463: the time that a letter may take was over. */
const TOO_LATE = /^[45]\.4\.7$/

type Fields = Map<string, string>

/**
 * Reads a letter that came back as what it says of the letter that had been sent (RFC 3464). Null for anything else, such as a
 * holiday answer or a report that it is only late: that one is still on its way.
 *
 * Never throws: whoever likes may write to that address.
 */
export async function bounceOf(raw: Uint8Array, clientRef: string): Promise<ProviderReceipt | null> {
  const report = await deliveryStatusOf(raw).catch(() => null)
  if (report === null) return null
  for (const fields of groupsOf(report)) {
    const action = fields.get('action')?.toLowerCase()
    const status = STATUS.exec(fields.get('status') ?? '')?.[0] ?? ''
    const fate = fateOf(action, status)
    if (!fate) continue
    const detail = [status, withoutPersons(fields.get('diagnostic-code') ?? '')].filter(Boolean).join(' ')
    return {
      ref: clientRef,
      status: fate,
      detail: detail.slice(0, MAX_DETAIL_CHARACTERS),
      raw: report.slice(0, MAX_RAW_CHARACTERS),
      clientRef,
    }
  }
  return null
}

async function deliveryStatusOf(raw: Uint8Array): Promise<string | null> {
  const { attachments } = await PostalMime.parse(raw, { forceRfc822Attachments: true, attachmentEncoding: 'utf8' })
  const report = attachments.find(({ mimeType }) => /^message\/(global-)?delivery-status$/i.test(mimeType))
  if (!report) return null
  return typeof report.content === 'string' ? report.content : new TextDecoder().decode(report.content)
}

/** One group of fields about the message, then one about each recipient; folded lines belong to the one before. */
function groupsOf(report: string): Fields[] {
  const unfolded = report.replace(/\r\n/g, '\n').replace(/\n[ \t]+/g, ' ')
  return unfolded.split(/\n{2,}/).map((group) => {
    const lines = group.split('\n').map((line) => /^([\w-]+):\s*(.*)$/.exec(line))
    return new Map(lines.flatMap((line) => (line ? [[line[1]?.toLowerCase() ?? '', line[2]?.trim() ?? '']] : [])))
  })
}

/** *Delayed* and *relayed* are no end. A failure that is called temporary is one whose time was over. */
function fateOf(action: string | undefined, status: string): ProviderReceipt['status'] | null {
  if (action === 'delivered') return 'delivered'
  if (action !== 'failed') return null
  return status.startsWith('4') || TOO_LATE.test(status) ? 'expired' : 'undelivered'
}

/** The mail server's words, without its type ("smtp;") and without addresses. */
function withoutPersons(diagnostic: string): string {
  return diagnostic
    .replace(/^[\w-]+;\s*/, '')
    .replace(/<?[^\s<>@]+@[^\s<>@]+>?/g, '…')
    .replace(/\s+/g, ' ')
    .trim()
}
