import { expect, test } from 'vitest'

import { listAudiences } from '#db/queries/audiences.ts'
import { saveAudience } from '#lib/campaigns/save-audience.ts'
import { Audience } from '#lib/core/audience.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, aStaff, testDatabase } from '#tests/database.ts'

testDatabase()

const older = Audience.parse({ ageFrom: 65 })
const younger = Audience.parse({ ageTo: 18 })
const seenBy = async (ctx: Ctx) => (await inChain(ctx, (tx) => listAudiences(tx, ctx))).map(({ name }) => name)

async function twoClinics() {
  const chain = await aChain()
  const [tartu, narva] = [await aClinic(chain, { name: 'Tartu' }), await aClinic(chain, { name: 'Narva' })]
  return {
    chain,
    tartu: await aStaff(chain, 'receptionist', [tartu.id]),
    narva: await aStaff(chain, 'receptionist', [narva.id]),
    both: await aStaff(chain, 'clinic_manager', [tartu.id, narva.id]),
  }
}

test('an audience is for the clinics of whoever saved it; a chain manager’s is for all', async () => {
  const { chain, tartu, narva, both } = await twoClinics()
  await saveAudience(chain, { name: 'Kõik', audience: older })
  await saveAudience(tartu, { name: 'Tartu eakad', audience: older })
  await saveAudience(both, { name: 'Lõuna ja ida', audience: older })
  expect(await seenBy(chain)).toEqual(['Kõik', 'Lõuna ja ida', 'Tartu eakad'])
  expect(await seenBy(tartu)).toEqual(['Kõik', 'Lõuna ja ida', 'Tartu eakad'])
  expect(await seenBy(narva)).toEqual(['Kõik', 'Lõuna ja ida'])
})

test('the same name again replaces one’s own, and a manager replaces anyone’s', async () => {
  const { chain, tartu } = await twoClinics()
  const first = await saveAudience(tartu, { name: 'Eakad', audience: older })
  expect(await saveAudience(tartu, { name: 'Eakad', audience: younger })).toEqual(first)
  expect(await saveAudience(chain, { name: 'Eakad', audience: older })).toEqual(first)
  expect(await inChain(chain, (tx) => listAudiences(tx, chain))).toMatchObject([{ audience: { ageFrom: 65 } }])
})

test.each([
  ['the whole chain’s', 'chain'],
  ['another clinic’s', 'narva'],
  ['one that another clinic shares', 'both'],
] as const)('%s is not replaced by a receptionist, and stays as it was', async (_whose, owner) => {
  const clinics = await twoClinics()
  await saveAudience(clinics[owner], { name: 'Eakad', audience: older })
  await expect(saveAudience(clinics.tartu, { name: 'Eakad', audience: younger })).rejects.toMatchObject({
    code: 'audience_name_taken',
    params: { name: 'Eakad' },
  })
  expect(await inChain(clinics.chain, (tx) => listAudiences(tx, clinics.chain))).toMatchObject([
    { audience: { ageFrom: 65, ageTo: null } },
  ])
})
