import { lockReminderRules } from '#db/queries/reminder-plan.ts'
import { writeSwitch } from '#db/queries/reminder-rules.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { requireOwnClinics } from '#lib/clinics/require-own.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import type { SetSwitchInput } from '#lib/reminders/inputs.ts'
import { rulesChanged } from '#lib/reminders/rules-changed.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Switches reminders, greetings or recall on or off, for the chain or one clinic. Off holds at once: the planner asks for it. */
export async function setSwitch(ctx: Ctx, { category, clinicId, enabled }: SetSwitchInput): Promise<void> {
  await inChain(ctx, async (tx) => {
    await requireOwnClinics(tx, ctx, clinicId === null ? null : [clinicId])
    if (category === 'reminders') await lockReminderRules(tx, ctx.chainId, 'change')
    const isWritten = await writeSwitch(tx, { chainId: ctx.chainId, category, clinicId, enabled })
    if (!isWritten) return
    if (category === 'reminders') await rulesChanged(tx, ctx)
    // Planned once a night, and at once for who sees today's figures and switches it on.
    if (category === 'recall' && enabled !== false) await enqueue(tx, 'recalls.plan', {})
    await recordAudit(tx, ctx, { action: 'automatic.switch', after: { category, clinicId, enabled } })
  })
}
