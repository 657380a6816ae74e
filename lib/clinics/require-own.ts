import type { Tx } from '#db/client.ts'
import { areClinicsOf } from '#db/queries/clinics.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'

/**
 * Clinics named in a form are of the chain, and of those for which the person acts. Null means the whole chain: only those may who act
 * for all of it.
 *
 * @throws Refusal clinic_unknown, at the field
 */
export async function requireOwnClinics(
  tx: Tx,
  ctx: Ctx,
  clinicIds: readonly string[] | null,
  field = 'clinicIds',
): Promise<void> {
  const { clinicIds: own, chainId } = ctx
  const isOwn =
    own === 'all'
      ? clinicIds === null || (await areClinicsOf(tx, chainId, clinicIds))
      : clinicIds?.every((clinicId) => own.includes(clinicId))
  if (!isOwn) throw new Refusal('clinic_unknown', {}, field)
}
