'use server'

import { RetryJobInput } from '#lib/desk/inputs.ts'
import { retryJob } from '#lib/desk/retry-job.ts'
import { operatorFormAction } from '#lib/web/operator-action.ts'

export const retryJobAction = operatorFormAction(RetryJobInput, retryJob)
