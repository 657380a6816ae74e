import type { Ctx } from '#lib/runtime/context.ts'

/** A chain's template (`clinicId` null) belongs to those who see the whole chain; a variant to those of its clinic, too. */
export function mayWriteTemplate({ clinicIds }: Pick<Ctx, 'clinicIds'>, clinicId: string | null): boolean {
  return clinicIds === 'all' || (clinicId !== null && clinicIds.includes(clinicId))
}
