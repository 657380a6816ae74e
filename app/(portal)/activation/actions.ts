'use server'

import { SaveDraftInput, SubmitApplicationInput } from '#lib/activation/inputs.ts'
import { saveDraft } from '#lib/activation/save-draft.ts'
import { submitApplication } from '#lib/activation/submit.ts'
import { staffAction, staffFormAction } from '#lib/web/staff-action.ts'

export const keepDraftAction = staffAction('activation.write', SaveDraftInput, saveDraft, { draws: false })
// Said by the address: of two actions of one form React keeps the answer of the form's own.
export const saveDraftAction = staffFormAction('activation.write', SaveDraftInput, saveDraft, {
  onDone: () => '/activation?kept',
})
export const submitApplicationAction = staffFormAction('activation.write', SubmitApplicationInput, submitApplication)
