import { hashPassword } from 'better-auth/crypto'

import { db } from '#db/client.ts'
import type { DemoChain } from '#db/seed/demo-chain.ts'
import { activateDemoChain, activeStaffEmails, DEMO_NAME, insertDemoChain, wantsDemo } from '#db/seed/demo-chain.ts'
import { topUp } from '#lib/billing/top-up.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { chainCtx } from '#lib/runtime/context.ts'

const PASSWORD = 'forget-me-not'
const EURO_MICRO = 1_000_000
const FIRST_EUROS = 1000

const TALLINN = 'Tallinna kliinik'
const TARTU = 'Tartu kliinik'
const NARVA = 'Narva kliinik'
const PARNU = 'Pärnu kliinik'

const DEMO: DemoChain = {
  name: DEMO_NAME,
  senderName: 'Sinilille',
  clinics: [
    { name: TALLINN, phone: '+3726411220' },
    { name: TARTU, phone: '+3727402130' },
    { name: NARVA, phone: '+3723591140' },
    { name: PARNU, phone: '+3724470150' },
  ],
  people: [
    { name: 'Kadri Tamm', email: 'kadri@sinilille.example', role: 'chain_manager' },
    {
      name: 'Ирина Соколова',
      email: 'irina@sinilille.example',
      role: 'clinic_manager',
      clinics: [NARVA],
      locale: 'ru',
    },
    { name: 'Liis Õunapuu', email: 'liis@sinilille.example', role: 'receptionist', clinics: [TALLINN, TARTU] },
    { name: 'Martin Mägi', email: 'martin@sinilille.example', role: 'viewer', clinics: [PARNU] },
    { name: 'Olivia Operator', email: 'operator@meelespea.example', role: 'operator', locale: 'en' },
  ],
}

/** On an empty database makes the demo: a chain with its clinics, staff, patients, appointments and 1,000 €. */
export async function demoIfEmpty(): Promise<void> {
  if (!(await wantsDemo(db()))) return
  console.log(`Making the demo chain ${DEMO.name} …`)
  const chainId = await insertDemoChain(db(), DEMO, await hashPassword(PASSWORD))
  const ctx = chainCtx(chainId)
  await importPatients(ctx)
  await topUp(ctx, { amountMicro: FIRST_EUROS * EURO_MICRO, factKey: 'demo', note: 'Demo' })
  await activateDemoChain(db(), chainId)
}

/** One line for each role, or nothing where the demo people are not (or no longer) staff. */
export async function demoSignIns(): Promise<string[]> {
  const emails = await activeStaffEmails(db())
  return DEMO.people
    .filter(({ email }) => emails.has(email))
    .map(({ email, role }) => `  ${role.replace('_', ' ').padEnd(16)}${email.padEnd(30)}${PASSWORD}`)
}

async function importPatients(_ctx: Ctx): Promise<void> {
  // The seam for the clinic export: it comes in through lib/imports, as a clinic's own file would.
}
