import { hashPassword } from 'better-auth/crypto'

import { activateByApplication } from '#bin/demo-application.ts'
import { makeDemoConsent } from '#bin/demo-consent.ts'
import { demoExport } from '#bin/demo-export.ts'
import { DEMO, DEMO_APPLICANTS, DEMO_PASSWORD, DEMO_SELLER } from '#bin/demo-people.ts'
import { makeDemoTexts } from '#bin/demo-texts.ts'
import { saveSeller } from '#db/queries/invoices.ts'
import { insertDemoChain, insertDemoStaff } from '#db/seed/demo-chain.ts'
import { topUp } from '#lib/billing/top-up.ts'
import { importFiles } from '#lib/imports/import-files.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { asAuth, asOperator, asWorker } from '#lib/runtime/transaction.ts'

const EURO_MICRO = 1_000_000
const FIRST_EUROS = 1000

/**
 * Makes the demo: a chain with its clinics, staff and 1,000 €, and its patients and appointments through the product's own
 * import, as a clinic's own files would come; templates with rules that are not switched on; and an approved application. Interrupted, it goes on where it was when it is called again.
 */
export async function makeDemo(): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  const chainId = await asWorker((tx) => insertDemoChain(tx, DEMO))
  await asAuth((tx) => insertDemoStaff(tx, chainId, DEMO.people, passwordHash))
  const ctx = chainCtx(chainId)
  await importFiles(ctx, demoExport(ctx.now))
  await makeDemoTexts(ctx)
  await makeDemoConsent(ctx)
  await topUp(ctx, { amountMicro: FIRST_EUROS * EURO_MICRO, factKey: 'demo', note: 'Demo' })
  await asOperator((tx) => saveSeller(tx, DEMO_SELLER))
  await activateByApplication(ctx, DEMO_APPLICANTS)
}
