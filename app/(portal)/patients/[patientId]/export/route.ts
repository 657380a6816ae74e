import { notFound } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { getTranslations } from 'next-intl/server'
import * as z from 'zod'

import { getFormats } from '#i18n/get-formats.ts'
import type { PatientExport } from '#lib/privacy/export-patient.ts'
import { exportPatient } from '#lib/privacy/export-patient.ts'
import { renderPatientPdf } from '#lib/privacy/patient-pdf.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { patientPaper } from './patient-paper.ts'

/** All that is known of a patient, as a file for them: JSON for machines, a PDF for people. The name of the file names nobody. */
export async function GET(
  request: NextRequest,
  { params }: RouteContext<'/patients/[patientId]/export'>,
): Promise<Response> {
  const ctx = await requireStaff('patient.export')
  const patientId = z.uuid().safeParse((await params).patientId).data
  const format = request.nextUrl.searchParams.get('format') === 'pdf' ? 'pdf' : 'json'
  const data: PatientExport | null = patientId
    ? await exportPatient(ctx, { patientId, format }).catch(nullWhenNotFound)
    : null
  if (!data) notFound()
  const name = `attachment; filename="patient-data.${format}"`
  const headers = { 'content-disposition': name, 'cache-control': 'private, no-store' }
  if (format === 'json') {
    const json = `${JSON.stringify(data, null, 2)}\n`
    return new Response(json, { headers: { ...headers, 'content-type': 'application/json; charset=utf-8' } })
  }
  const words = {
    t: await getTranslations('privacy.paper'),
    tPatients: await getTranslations('patients'),
    tStatuses: await getTranslations('statuses'),
    tCommon: await getTranslations('common'),
    formats: await getFormats(),
  }
  const pdf = await renderPatientPdf(patientPaper(data, ctx.locale, words))
  return new Response(new Uint8Array(pdf), { headers: { ...headers, 'content-type': 'application/pdf' } })
}

function nullWhenNotFound(error: unknown): null {
  if (error instanceof Refusal) return null
  throw error
}
