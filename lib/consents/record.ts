import { findChain } from '#db/queries/chains.ts'
import { findConsentPolicy, insertConsents } from '#db/queries/consents.ts'
import { findPatient } from '#db/queries/patients.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { RecordConsentInput } from '#lib/consents/inputs.ts'
import { dayIn, middayOf } from '#lib/core/calendar-day.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * A patient's yes that staff write down, with its evidence: the words that were shown, their version and language, when, how, and who
 * wrote it. A yes that is in force already keeps its first evidence. It ends no refusal: that stays until it is taken back.
 *
 * @throws Refusal consent_in_future; not_found for another's patient, or words that the chain never had
 */
export async function recordConsent(ctx: Ctx, input: RecordConsentInput): Promise<{ recorded: number }> {
  const { patientId, channel, purposes, how, givenOn } = input
  const [version = '', language = ''] = input.policy.split('.')
  return inChain(ctx, async (tx) => {
    const patient = await findPatient(tx, ctx, patientId)
    const policy = await findConsentPolicy(tx, ctx.chainId, Number(version), language)
    const chain = await findChain(tx, ctx.chainId)
    if (!patient || patient.erasedAt || !policy || !chain) throw new Refusal('not_found')
    const today = dayIn(chain.zone, ctx.now)
    if (givenOn > today) throw new Refusal('consent_in_future', {}, 'givenOn')

    const evidence = {
      source: 'staff' as const,
      wording: policy.body,
      language,
      policyVersion: version,
      recordedBy: ctx.staffId,
      how,
      givenAt: givenOn === today ? ctx.now : middayOf(givenOn),
    }
    const given = await insertConsents(tx, { chainId: ctx.chainId, patientId, channel, ...evidence }, purposes)
    await recordAudit(
      tx,
      ctx,
      ...given.map(({ purpose }) => ({
        action: 'consent.record',
        entityId: patientId,
        after: { channel, purpose, how, language, policyVersion: version },
      })),
    )
    return { recorded: given.length }
  })
}
