import 'server-only'
import { headers } from 'next/headers'

import type { Origin } from '#lib/runtime/context.ts'

const LONGEST_ADDRESS = 64
const LONGEST_DEVICE = 300

/** From where the running request came. The address is the true one: the web process has put it into the header itself. */
export async function requestOrigin(): Promise<Origin> {
  const sent = await headers()
  return {
    address: sent.get('x-forwarded-for')?.slice(0, LONGEST_ADDRESS) || null,
    device: sent.get('user-agent')?.replaceAll('\0', '').slice(0, LONGEST_DEVICE) || null,
  }
}
