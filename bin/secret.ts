import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { env } from '#lib/runtime/env.ts'

/** SECRET, or else one that is made at the first start and kept in the data folder, so that sessions outlive a restart. */
export function secretOfInstance(): string {
  const given = env().SECRET
  if (given) return given
  const file = join(env().DATA_FOLDER, 'secret')
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}
