import { retryFailedJob } from '#db/queries/jobs.ts'
import { recordOperatorAudit } from '#lib/audit/record-operator.ts'
import type { RetryJobInput } from '#lib/desk/inputs.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asOperator } from '#lib/runtime/transaction.ts'

/**
 * Lets a job that has used up its tries run once more. Safe for every queue: a job begins by asking whether it still has to.
 *
 * @throws Refusal job_not_failed when it has run again since, or another like it waits
 */
export async function retryJob(ctx: OperatorCtx, { queue, jobId }: RetryJobInput): Promise<void> {
  await asOperator(async (tx) => {
    if (!(await retryFailedJob(tx, { queue, id: jobId }))) throw new Refusal('job_not_failed')
    await recordOperatorAudit(tx, ctx, null, { action: 'job.retry', entityId: jobId, after: { queue } })
  })
}
