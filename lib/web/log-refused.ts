import 'server-only'
import { headers } from 'next/headers'

import { log } from '#lib/runtime/log.ts'
import { PATH_HEADER } from '#lib/web/proxy-headers.ts'

/** Links of letters and texts are keys: of such an address only its kind is logged. */
const KEY_IN_PATH = /^\/(reset|invite|o|v)\/.*/

/** One line for what was asked for and refused: who, where and why, never what was typed. */
export async function logRefused(reason: string, who: object = {}): Promise<void> {
  const { staffId, chainId, role } = who as { staffId?: string; chainId?: string; role?: string }
  const [path = ''] = ((await headers()).get(PATH_HEADER) ?? '').split('?')
  log.info('refused', { reason, staffId, chainId, role, route: path.replace(KEY_IN_PATH, '/$1') })
}
