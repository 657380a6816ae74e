import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'

export type GreetingSettings = {
  templateId: string
  channel: 'sms' | 'email'
  /** 'HH:MM' on the clinic's clock. */
  atLocal: string
  leapDay: 'feb_28' | 'mar_1'
  minors: 'guardian' | 'none'
  noLanguageAs: string | null
  version: number
}
export type RecallSettings = Omit<GreetingSettings, 'leapDay' | 'minors'> & { months: number }

export async function findGreetingSettings(tx: Tx, chainId: string): Promise<GreetingSettings | null> {
  const [row] = await tx.execute<GreetingSettings>(sql`
    select template_id as "templateId", channel, to_char(at_local, 'HH24:MI') as "atLocal", leap_day as "leapDay", minors,
      no_language_as as "noLanguageAs", version
    from greeting_settings where chain_id = ${chainId}`)
  return row ?? null
}

export async function findRecallSettings(tx: Tx, chainId: string): Promise<RecallSettings | null> {
  const [row] = await tx.execute<RecallSettings>(sql`
    select template_id as "templateId", channel, to_char(at_local, 'HH24:MI') as "atLocal", months, no_language_as as "noLanguageAs", version
    from recall_settings where chain_id = ${chainId}`)
  return row ?? null
}

export async function writeGreetingSettings(
  tx: Tx,
  chainId: string,
  settings: Omit<GreetingSettings, 'version'>,
): Promise<void> {
  const { templateId, channel, atLocal, leapDay, minors, noLanguageAs } = settings
  await tx.execute(sql`
    insert into greeting_settings (chain_id, template_id, channel, at_local, leap_day, minors, no_language_as)
    values (${chainId}, ${templateId}, ${channel}, ${atLocal}, ${leapDay}, ${minors}, ${noLanguageAs})
    on conflict (chain_id) do update set template_id = excluded.template_id, channel = excluded.channel, at_local = excluded.at_local,
      leap_day = excluded.leap_day, minors = excluded.minors, no_language_as = excluded.no_language_as,
      version = greeting_settings.version + 1, updated_at = now()`)
}

export async function writeRecallSettings(
  tx: Tx,
  chainId: string,
  settings: Omit<RecallSettings, 'version'>,
): Promise<void> {
  const { templateId, channel, atLocal, months, noLanguageAs } = settings
  await tx.execute(sql`
    insert into recall_settings (chain_id, template_id, channel, at_local, months, no_language_as)
    values (${chainId}, ${templateId}, ${channel}, ${atLocal}, ${months}, ${noLanguageAs})
    on conflict (chain_id) do update set template_id = excluded.template_id, channel = excluded.channel, at_local = excluded.at_local,
      months = excluded.months, no_language_as = excluded.no_language_as, version = recall_settings.version + 1, updated_at = now()`)
}
