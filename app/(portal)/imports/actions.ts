'use server'

import { cancelImport } from '#lib/imports/cancel.ts'
import { confirmImport } from '#lib/imports/confirm.ts'
import { ImportIdInput, StartImportCheckInput } from '#lib/imports/inputs.ts'
import { resumeImport } from '#lib/imports/resume.ts'
import { startImportCheck } from '#lib/imports/start-check.ts'
import { staffFormAction } from '#lib/web/staff-action.ts'

const toImport = { onDone: ({ id }: { id: string }) => `/imports/${id}` }

export const startImportCheckAction = staffFormAction('import.run', StartImportCheckInput, startImportCheck, toImport)
export const confirmImportAction = staffFormAction('import.run', ImportIdInput, confirmImport, toImport)
export const resumeImportAction = staffFormAction('import.run', ImportIdInput, resumeImport, toImport)
export const cancelImportAction = staffFormAction('import.run', ImportIdInput, cancelImport, {
  onDone: () => '/imports',
})
