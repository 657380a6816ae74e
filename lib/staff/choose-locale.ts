import { saveStaffLocale } from '#db/queries/sessions.ts'
import type { Locale } from '#lib/runtime/context.ts'
import { asAuth } from '#lib/runtime/transaction.ts'

/** Keeps a person's language in their own record, so that the next computer speaks it too. */
export async function chooseLocale(staffId: string, locale: Locale): Promise<void> {
  await asAuth((tx) => saveStaffLocale(tx, staffId, locale))
}
