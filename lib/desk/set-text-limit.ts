import { setTextLimit as writeTextLimit } from '#db/queries/text-limits.ts'
import { recordOperatorAudit } from '#lib/audit/record-operator.ts'
import type { SetTextLimitInput } from '#lib/desk/inputs.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'
import { asOperator } from '#lib/runtime/transaction.ts'

/**
 * How long a text about a visit may be in a location, every value at its budget. Templates are held to it when they are saved; those
 * that are longer already stay as they are.
 */
export async function setTextLimit(ctx: OperatorCtx, input: SetTextLimitInput): Promise<void> {
  const { location, maxCharacters } = input
  await asOperator(async (tx) => {
    const before = await writeTextLimit(tx, location, maxCharacters)
    await recordOperatorAudit(tx, ctx, null, {
      action: 'text_limit.set',
      entityId: location,
      before: { maxCharacters: before },
      after: { maxCharacters },
    })
  })
}
