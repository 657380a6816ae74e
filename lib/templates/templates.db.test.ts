import { describe, expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { countTemplates, listTemplatePage, listTemplateUses } from '#db/queries/template-list.ts'
import { listTemplateVersions } from '#db/queries/template-versions.ts'
import { countPatientsByLanguage, findTemplate } from '#db/queries/templates.ts'
import type { TemplatePurpose } from '#lib/core/template-text.ts'
import { TEMPLATE_PURPOSES } from '#lib/core/template-text.ts'
import { SaveGreetingSettingsInput } from '#lib/personal-texts/inputs.ts'
import { saveGreetingSettings } from '#lib/personal-texts/save-settings.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { archiveTemplate } from '#lib/templates/archive.ts'
import { createTemplate } from '#lib/templates/create.ts'
import { CreateTemplateInput, SaveTemplateInput } from '#lib/templates/inputs.ts'
import { saveTemplate } from '#lib/templates/save.ts'
import { aChain, aClinic, aPatient, aStaff, testDatabase } from '#tests/database.ts'
import { aRule } from '#tests/reminders.ts'

testDatabase()

type Text = { language: string; body: string; subject?: string; endings?: ('time' | 'doctor' | 'office' | 'link')[] }

const et = (body: string): Text => ({ language: 'et', body })

async function create(
  ctx: Ctx,
  values: { purpose?: TemplatePurpose; name?: string; texts?: Text[]; variant?: object },
) {
  const input = {
    purpose: 'reminder',
    name: `Mall ${crypto.randomUUID()}`,
    texts: [et('{first_name}, ootame Teid')],
    ...values,
  }
  return (await createTemplate(ctx, CreateTemplateInput.parse(input))).templateId
}

const save = (ctx: Ctx, templateId: string, version: number, texts: Text[], name = 'Meeldetuletus') =>
  saveTemplate(ctx, SaveTemplateInput.parse({ templateId, version, name, texts }))
const read = (ctx: Ctx, templateId: string) => inChain(ctx, (tx) => findTemplate(tx, ctx.chainId, templateId))

describe('versions', () => {
  test('each saving is a version that names who saved it, and the older ones stay as they were', async () => {
    const ctx = await aStaff(await aChain(), 'chain_manager')
    const templateId = await create(ctx, { name: 'Meeldetuletus' })
    expect(await save(ctx, templateId, 1, [et('{first_name}, tulge')], 'Uus nimi')).toEqual({ version: 2 })
    await save(ctx, templateId, 2, [])
    const versions = await inChain(ctx, (tx) => listTemplateVersions(tx, ctx.chainId, templateId, { limit: 10 }))
    expect(versions.map(({ version, name, savedBy, texts }) => [version, name, savedBy, texts[0]?.body])).toEqual([
      [3, 'Meeldetuletus', 'Kati Kask', undefined],
      [2, 'Uus nimi', 'Kati Kask', '{first_name}, tulge'],
      [1, 'Meeldetuletus', 'Kati Kask', '{first_name}, ootame Teid'],
    ])
    const earlier = await inChain(ctx, (tx) =>
      listTemplateVersions(tx, ctx.chainId, templateId, { before: 2, limit: 10 }),
    )
    expect(earlier.map(({ version }) => version)).toEqual([1])
  })

  test('of two who save at once, the second is told', async () => {
    const ctx = await aChain()
    const templateId = await create(ctx, {})
    const both = await Promise.allSettled([
      save(ctx, templateId, 1, [et('a')], 'A'),
      save(ctx, templateId, 1, [et('b')], 'B'),
    ])
    expect(both.map((one) => (one.status === 'rejected' ? one.reason.code : 'saved')).toSorted()).toEqual([
      'conflict',
      'saved',
    ])
  })
})

describe('what is refused', () => {
  test.each<[string, TemplatePurpose, Text, object]>([
    [
      'an element that does not exist',
      'reminder',
      et('Tere, {nimi}'),
      { code: 'placeholder_unknown', field: 'texts.et.body' },
    ],
    ['a visit’s element in a greeting', 'greeting', et('{visit_time}'), { code: 'placeholder_unknown' }],
    ['an old time where nothing has changed', 'reminder', et('{visit_old_time}'), { code: 'placeholder_unknown' }],
    ['a link that is typed', 'reminder', et('{visit_link}'), { code: 'placeholder_unknown' }],
    [
      'more than the limit with every value at its longest',
      'reminder',
      { ...et(`{first_name}${'a'.repeat(70)}`), endings: ['time', 'doctor'] },
      {
        code: 'template_too_long',
        params: { characters: 25 + 70 + 1 + 16 + 2 + 22, max: 133 },
        field: 'texts.et.body',
      },
    ],
    ['a greeting of more than six parts', 'greeting', et('õ'.repeat(6 * 67)), { code: 'text_too_many_segments' }],
    [
      'a line break in a subject',
      'private',
      { ...et('Tere'), subject: 'Tere\nBcc: a@b.ee' },
      { code: 'subject_line_break' },
    ],
  ])('%s', async (_why, purpose, text, refusal) => {
    const ctx = await aChain()
    await expect(create(ctx, { purpose, texts: [text] })).rejects.toMatchObject(refusal)
    expect(await inChain(ctx, (tx) => countTemplates(tx, ctx.chainId, undefined))).toEqual({
      purposes: {},
      archived: 0,
    })
  })

  test.each<[string, object]>([
    ['two megabytes', { texts: [et('a'.repeat(2_000_000))] }],
    ['one language twice', { texts: [et('a'), et('b')] }],
    ['a name of two lines', { name: 'Meeldetuletus\nhomme' }],
    ['no name', { name: '   ' }],
    ['a purpose that there is not', { purpose: 'spam' }],
  ])('before any work: %s', (_why, values) => {
    const input = { purpose: 'reminder', name: 'Mall', texts: [et('Tere')], ...values }
    expect(CreateTemplateInput.safeParse(input).success).toBe(false)
  })

  test('a limit that the operator has set for the location holds at once', async () => {
    const ctx = await aChain({ location: 'LV' })
    await db().execute(sql`insert into text_limits (location, max_characters) values ('LV', 70)`)
    await expect(create(ctx, { texts: [et('a'.repeat(71))] })).rejects.toMatchObject({ params: { max: 70 } })
    await expect(create(ctx, { texts: [et('a'.repeat(70))] })).resolves.toBeTruthy()
  })

  test('what another chain has is not found', async () => {
    const theirs = await aChain()
    const templateId = await create(theirs, {})
    const ctx = await aChain()
    const clinic = await aClinic(ctx)
    await expect(save(ctx, templateId, 1, [])).rejects.toMatchObject({ code: 'not_found' })
    await expect(archiveTemplate(ctx, { templateId, archived: true })).rejects.toMatchObject({ code: 'not_found' })
    await expect(create(ctx, { variant: { of: templateId, clinicId: clinic.id } })).rejects.toMatchObject({
      code: 'template_unknown',
    })
    expect(await read(ctx, templateId)).toBeNull()
    const own = await create(ctx, {})
    const foreign = await aClinic(theirs)
    await expect(create(ctx, { variant: { of: own, clinicId: foreign.id } })).rejects.toMatchObject({
      code: 'clinic_unknown',
    })
  })
})

describe('a clinic’s own text', () => {
  test('is written by its manager, who leaves the chain’s alone', async () => {
    const chain = await aChain()
    const [ours, theirs] = [await aClinic(chain), await aClinic(chain)]
    const templateId = await create(chain, { name: 'Meeldetuletus' })
    const ctx = await aStaff(chain, 'clinic_manager', [ours.id])
    await expect(create(ctx, {})).rejects.toMatchObject({ code: 'forbidden' })
    await expect(save(ctx, templateId, 1, [])).rejects.toMatchObject({ code: 'not_found' })
    await expect(archiveTemplate(ctx, { templateId, archived: true })).rejects.toMatchObject({ code: 'not_found' })
    await expect(create(ctx, { variant: { of: templateId, clinicId: theirs.id } })).rejects.toMatchObject({
      code: 'forbidden',
    })

    const variant = await create(ctx, { name: 'x', purpose: 'bulk', variant: { of: templateId, clinicId: ours.id } })
    expect(await read(ctx, variant)).toMatchObject({ name: 'Meeldetuletus', purpose: 'reminder', clinicId: ours.id })
    await expect(create(ctx, { variant: { of: templateId, clinicId: ours.id } })).rejects.toMatchObject({
      code: 'template_variant_exists',
    })
    await expect(create(chain, { variant: { of: variant, clinicId: theirs.id } })).rejects.toMatchObject({
      code: 'template_unknown',
    })

    await save(ctx, variant, 1, [et('Meie kliinik ootab')])
    expect(await archiveTemplate(ctx, { templateId: variant, archived: true })).toEqual({ templateId })
    await expect(archiveTemplate(ctx, { templateId: variant, archived: false })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(create(ctx, { variant: { of: templateId, clinicId: ours.id } })).resolves.toBeTruthy()
  })

  test('comes out of the archive with its template, but not one that the clinic had given up', async () => {
    const ctx = await aChain()
    const clinic = await aClinic(ctx)
    const templateId = await create(ctx, {})
    const variant = { of: templateId, clinicId: clinic.id }
    const givenUp = await create(ctx, { variant })
    await archiveTemplate(ctx, { templateId: givenUp, archived: true })
    const kept = await create(ctx, { variant })
    await archiveTemplate(ctx, { templateId, archived: true })
    await archiveTemplate(ctx, { templateId, archived: false })
    expect([await read(ctx, givenUp), await read(ctx, kept)]).toMatchObject([
      { archivedAt: expect.any(String) },
      { archivedAt: null },
    ])
  })
})

describe('the archive', () => {
  test('takes nothing that a rule or greetings use, and says what does', async () => {
    const ctx = await aChain()
    const inRule = await create(ctx, {})
    await aRule(ctx, { moment: 'before_visit', minutes: 60, templateId: inRule, enabled: false })
    const inGreetings = await create(ctx, { purpose: 'greeting' })
    await saveGreetingSettings(ctx, SaveGreetingSettingsInput.parse({ templateId: inGreetings }))
    for (const templateId of [inRule, inGreetings]) {
      await expect(archiveTemplate(ctx, { templateId, archived: true })).rejects.toMatchObject({
        code: 'template_in_use',
      })
    }
    const uses = await inChain(ctx, (tx) => listTemplateUses(tx, ctx.chainId, [inRule, inGreetings]))
    expect(uses).toMatchObject([
      { templateId: inRule, kind: 'rule', moment: 'before_visit', minutes: 60 },
      { templateId: inGreetings, kind: 'greetings' },
    ])
  })

  test('gives a template back unless its name is taken by now', async () => {
    const ctx = await aChain()
    const templateId = await create(ctx, { name: 'Kevad' })
    await archiveTemplate(ctx, { templateId, archived: true })
    const second = await create(ctx, { name: 'Kevad' })
    await expect(archiveTemplate(ctx, { templateId, archived: false })).rejects.toMatchObject({
      code: 'template_name_taken',
    })
    await archiveTemplate(ctx, { templateId: second, archived: true })
    await archiveTemplate(ctx, { templateId, archived: false })
    expect(await read(ctx, templateId)).toMatchObject({ archivedAt: null })
  })
})

describe('the list', () => {
  test('goes through purposes and names from page to page and back, without a gap', async () => {
    const ctx = await aChain()
    const names = ['b', 'A', 'c', 'ä', 'Õ']
    for (const name of names) for (const purpose of TEMPLATE_PURPOSES) await create(ctx, { purpose, name })
    const page = (cursor?: { after: string } | { before: string }) =>
      inChain(ctx, (tx) => listTemplatePage(tx, ctx.chainId, { archived: false }, { cursor, limit: 4 }))
    const whole = await inChain(ctx, (tx) => listTemplatePage(tx, ctx.chainId, { archived: false }, { limit: 100 }))
    expect(whole).toHaveLength(names.length * TEMPLATE_PURPOSES.length)
    expect([...new Set(whole.map(({ purpose }) => purpose))]).toEqual([...TEMPLATE_PURPOSES])

    const forth: string[] = []
    for (let rows = await page(); rows.length > 0; rows = await page({ after: forth.at(-1) ?? '' })) {
      forth.push(...rows.slice(0, 4).map(({ id }) => id))
    }
    expect(forth).toEqual(whole.map(({ id }) => id))
    const back = await page({ before: whole[9]?.id ?? '' })
    expect(back.slice(0, 4).map(({ id }) => id)).toEqual(
      whole
        .slice(5, 9)
        .map(({ id }) => id)
        .toReversed(),
    )
  })

  test('finds by name and by words, and shows languages, clinics and who saved it', async () => {
    const ctx = await aStaff(await aChain(), 'chain_manager')
    const clinic = await aClinic(ctx, { name: 'Narva' })
    const templateId = await create(ctx, {
      name: '100% kevad',
      texts: [et('Hambakivi eemaldamine'), { language: 'ru', body: 'Зубной камень' }],
    })
    await create(ctx, { variant: { of: templateId, clinicId: clinic.id } })
    await create(ctx, { name: '1000 muud' })
    const found = async (search: string) =>
      (await inChain(ctx, (tx) => listTemplatePage(tx, ctx.chainId, { search, archived: false }))).map(
        ({ name }) => name,
      )
    expect(await found('100%')).toEqual(['100% kevad'])
    expect(await found('КАМЕНЬ')).toEqual(['100% kevad'])
    expect(await found('puudub')).toEqual([])
    const [row] = await inChain(ctx, (tx) => listTemplatePage(tx, ctx.chainId, { search: 'kevad', archived: false }))
    expect(row).toMatchObject({ languages: ['et', 'ru'], variantClinics: ['Narva'], savedBy: 'Kati Kask', version: 1 })
  })
})

test('says how many patients a template without their language leaves out, in the chain and in a clinic', async () => {
  const ctx = await aChain()
  const [first, second] = [await aClinic(ctx), await aClinic(ctx)]
  await aPatient(ctx, first, { language: 'ru' })
  await aPatient(ctx, second, { language: 'ru' })
  await aPatient(ctx, second, { language: null })
  await aPatient(ctx, second, { language: 'en', deceased: true })
  const counts = async (clinicId?: string) =>
    Object.fromEntries(
      (await inChain(ctx, (tx) => countPatientsByLanguage(tx, ctx.chainId, clinicId))).map((row) => [
        row.language,
        row.patients,
      ]),
    )
  expect(await counts()).toEqual({ ru: 2, null: 1 })
  expect(await counts(first.id)).toEqual({ ru: 1 })
})
