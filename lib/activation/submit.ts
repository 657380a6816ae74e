import { insertApplicationStep, saveApplicationText, submitApplicationText } from '#db/queries/applications.ts'
import { findChain } from '#db/queries/chains.ts'
import { requestSenderNames } from '#db/queries/sender-names.ts'
import { listPrices } from '#db/queries/tariffs.ts'
import type { SubmitApplicationInput } from '#lib/activation/inputs.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { applicationStatusesBefore } from '#lib/core/application-status.ts'
import { COUNTRIES_WITH_REGISTER } from '#lib/core/sender-in-force.ts'
import { enqueueLetter } from '#lib/letters/enqueue.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * Sends the chain's application in: it is kept as typed, its sender name is asked for in the countries that need it, and the contact
 * person gets a letter. Of two clicks one does it.
 *
 * @throws Refusal location_not_licensed where the licence was bought for another location; application_not_open
 */
export async function submitApplication(ctx: Ctx, form: SubmitApplicationInput): Promise<void> {
  const { chainId, staffId, locale } = ctx
  if (staffId === null) throw new Refusal('forbidden')
  await inChain(ctx, async (tx) => {
    const chain = await findChain(tx, chainId)
    if (!chain) throw new Refusal('not_found')
    if (form.location !== chain.location) {
      throw new Refusal('location_not_licensed', { licenceLocation: chain.location }, 'location')
    }
    const statuses = applicationStatusesBefore('in_review')
    await saveApplicationText(tx, chainId, form, statuses)
    const submitted = await submitApplicationText(tx, chainId, form, { statuses, staffId, locale })
    if (!submitted) throw new Refusal('application_not_open')

    const prices = await listPrices(tx, form.location, ctx.now)
    const reached = new Set(prices.map(({ country }) => country))
    const countries = [form.location, ...COUNTRIES_WITH_REGISTER.filter((country) => reached.has(country))]
    await requestSenderNames(tx, chainId, { name: form.senderName, countries: [...new Set(countries)], staffId })
    await insertApplicationStep(tx, chainId, { step: 'submitted', staffId, reason: null, form })
    await recordAudit(tx, ctx, { action: 'application.submit', entityId: chainId, after: { location: form.location } })
    await enqueueLetter(tx, {
      to: form.contactEmail,
      locale,
      kind: 'application-submitted',
      params: { name: form.contactName, chain: chain.name, path: '/activation' },
    })
  })
}
