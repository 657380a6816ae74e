import { db } from '#db/client.ts'
import { consents, optOuts, patients } from '#db/schema/patients.ts'
import type { Ctx } from '#lib/runtime/context.ts'

type Person = typeof patients.$inferSelect

const WITHDRAWN_AT = new Date('2026-12-01T10:00:00Z')

// Names as they come out of clinics' files: wide letters, brackets, emoji, decomposed õ, spaces in all places, nothing at all.
export const MESSY_FIRST_NAMES = [
  'Mari',
  'Tõnu',
  'Мария',
  'Jean-Pierre',
  "O'Neill",
  'Ł',
  'Šaša',
  'Zoë',
  'ÅSA',
  '',
  ' ',
  '  Liis  ',
  'Anna  Maria',
  'Ann\u00a0Mari',
  'To\u0303nu',
  '🦷',
  'Mari🦷',
  '[Mari]',
  'M€ri',
  'Mari,',
  '.Mari',
  'Mari.',
  'A\u200bB',
  'Ёлка',
  'Ґанна',
  '李',
  'Nguyễn',
  'a\tb',
  'Mari\nLiis',
  'x'.repeat(60),
  'ж'.repeat(33),
  '\u0301Mari',
  '123',
  'Mari-',
  '-Mari',
  '~',
  'Mari (ema)',
  '𝒜',
  'İpek',
]
const LAST_NAMES = [
  'Mägi',
  'Põld',
  'Иванова',
  '',
  'Kask-Tamm',
  'von der Õun',
  "d'Arc",
  '{Tamm}',
  '😀 Sepp',
  'y'.repeat(50),
]
const LANGUAGES = ['et', 'et', 'ru', 'en', 'fi', null]
const PHONES = ['EE', 'EE', 'EE', 'FI', 'LV', 'US', 'RU'] as const
/** So many patients, with consents and opt-outs in force and withdrawn, numbers and addresses shared by families. */
export async function messyPatients(ctx: Ctx, clinics: { id: string }[], count: number): Promise<Person[]> {
  const rows = Array.from({ length: count }, (_, index) => {
    const kind = kindOf(index)
    const number = index % 7 === 0 ? Math.floor(index / 14) : index
    const typed = { phoneTyped: `+37250${String(number).padStart(6, '0')}` }
    const phone = kind === 'mobile' || kind === 'landline' ? typed.phoneTyped : null
    return {
      chainId: ctx.chainId,
      code: `P${index}`,
      clinicId: clinics[index % 3]?.id ?? '',
      firstName: MESSY_FIRST_NAMES[index % MESSY_FIRST_NAMES.length] ?? '',
      lastName: LAST_NAMES[Math.floor(index / 3) % LAST_NAMES.length] ?? '',
      language: LANGUAGES[Math.floor(index / 5) % LANGUAGES.length] ?? null,
      email: index % 4 === 0 ? null : `p${index % 11 === 0 ? 'family' : index}@example.ee`,
      deceased: index % 97 === 0,
      phone,
      phoneKind: kind,
      phoneCountry: phone === null ? null : (PHONES[number % PHONES.length] ?? null),
      ...typed,
    }
  })
  for (let from = 0; from < rows.length; from += 1000)
    await db()
      .insert(patients)
      .values(rows.slice(from, from + 1000))
  const people = await db().select().from(patients)
  const each = <T>(make: (person: Person, index: number) => T[]) => people.flatMap(make)
  await db()
    .insert(consents)
    .values(
      each(({ id }, index) =>
        (['any', 'sms', 'email'] as const)
          .filter((_, n) => (index + n) % 3 === 0 || index % 5 === n)
          .map((channel) => ({
            ...{ chainId: ctx.chainId, patientId: id, purpose: 'marketing' as const, channel, source: 'seed' as const },
            withdrawnAt: index % 13 === 0 ? WITHDRAWN_AT : null,
          })),
      ),
    )
  const addresses = [...new Set(people.map(({ phone }) => phone).filter((phone) => phone !== null))]
  await db()
    .insert(optOuts)
    .values(
      addresses.flatMap((address, index) =>
        (['marketing', 'all', 'service', 'recall'] as const)
          .filter((_, n) => index % (11 + n * 6) === 0)
          .map((purpose) => ({
            ...{ chainId: ctx.chainId, channel: 'sms' as const, address, purpose, source: 'link' as const },
            withdrawnAt: index % 4 === 1 ? WITHDRAWN_AT : null,
          })),
      ),
    )
  return people
}

function kindOf(index: number): 'none' | 'landline' | 'invalid' | 'mobile' {
  if (index % 23 === 0) return 'none'
  if (index % 29 === 0) return 'landline'
  return index % 31 === 0 ? 'invalid' : 'mobile'
}
