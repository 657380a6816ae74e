import { deleteChain, listChainNames } from '#db/queries/chain-directory.ts'
import { deleteClinics, insertClinic, listClinics } from '#db/queries/clinics.ts'
import { openChain } from '#lib/chains/open.ts'
import { createClinic } from '#lib/clinics/create.ts'
import { CreateClinicInput } from '#lib/clinics/inputs.ts'
import { clinicKey } from '#lib/core/clinic-key.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { asWorker, inChain } from '#lib/runtime/transaction.ts'

const FIRST_CHAIN = 'Hambaravi'
const NEW_CLINIC = { phone: '', zone: 'Europe/Tallinn', opensAt: '09:00', closesAt: '20:00', defaultLanguage: 'et' }

export type Places = { ctx: Ctx; close(): Promise<void> }

type Options = {
  chain: string | undefined
  clinics: string[]
  /** For a dry run: what is made now is taken away by `close`. */
  isTrial: boolean
  tell: (line: string) => void
}

/**
 * The chain and clinics that an import was told of. What does not exist yet is made; without a name it is the only chain
 * there is.
 *
 * @throws Error where several chains are there and none was named
 */
export async function openPlaces({ chain, clinics, isTrial, tell }: Options): Promise<Places> {
  const name = chain ?? (await onlyChain()) ?? FIRST_CHAIN
  const { chainId, isNew } = await openChain(name, { hasTrialMoney: !isTrial })
  if (isNew) tell(`Made the chain ${name}.`)
  const ctx = chainCtx(chainId)

  const made: string[] = []
  const known = new Set((await inChain(ctx, (tx) => listClinics(tx, chainId))).map((clinic) => clinicKey(clinic.name)))
  for (const clinicName of clinics) {
    if (known.has(clinicKey(clinicName))) continue
    known.add(clinicKey(clinicName))
    const input = CreateClinicInput.parse({ ...NEW_CLINIC, name: clinicName })
    const clinic = await (isTrial
      ? inChain(ctx, (tx) => insertClinic(tx, { chainId, ...input }))
      : createClinic(ctx, input))
    if (clinic) made.push(clinic.id)
    tell(`Made the clinic ${input.name}.`)
  }

  const close = async () => {
    if (!isTrial) return
    await inChain(ctx, (tx) => deleteClinics(tx, chainId, made))
    if (isNew) await asWorker((tx) => deleteChain(tx, chainId))
  }
  return { ctx, close }
}

async function onlyChain(): Promise<string | undefined> {
  const known = await asWorker((tx) => listChainNames(tx))
  if (known.length > 1) throw new Error(`Say which chain with --chain: ${known.map(({ name }) => name).join(', ')}.`)
  return known[0]?.name
}
