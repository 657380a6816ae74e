import { DEMO_NAME } from '#db/seed/demo-state.ts'
import type { StaffRole } from '#lib/core/permissions.ts'

// Who and what the demo is made of, apart from its patients. Light: every start reads it.

export const DEMO_PASSWORD = 'forget-me-not'

const TALLINN = 'Tallinna kliinik'
const TARTU = 'Tartu kliinik'
const NARVA = 'Narva kliinik'
const PARNU = 'Pärnu kliinik'

export type DemoPerson = {
  name: string
  email: string
  role: StaffRole
  clinics?: readonly string[]
  locale?: 'et' | 'en' | 'ru'
}

export type DemoChain = {
  name: string
  senderName: string
  clinics: readonly { name: string; phone: string }[]
  people: readonly DemoPerson[]
}

export const DEMO: DemoChain = {
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
    // A payment by hand is approved by another person.
    { name: 'Peeter Teine', email: 'operator2@meelespea.example', role: 'operator' },
  ],
}

/** Who applied for the service, and who approved it. */
export const DEMO_APPLICANTS = { manager: 'kadri@sinilille.example', operator: 'operator@meelespea.example' }

/** Who issues the demo's invoices; nobody may really pay them. */
export const DEMO_SELLER = {
  name: 'Meelespea Demo OÜ',
  registryCode: '16000000',
  vatNumber: 'EE100000001',
  address: 'Lai 1, 10133 Tallinn',
  iban: 'EE382200221020145685',
  bank: 'Demopank',
  email: 'arved@meelespea.example',
}

/** One line for each role, without those who are no longer staff. */
export function demoSignIns(activeEmails: Set<string>): string[] {
  return DEMO.people
    .filter(({ email }) => activeEmails.has(email))
    .map(({ email, role }) => `  ${role.replace('_', ' ').padEnd(16)}${email.padEnd(30)}${DEMO_PASSWORD}`)
}
