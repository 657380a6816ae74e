import 'server-only'
import { headers } from 'next/headers'
import { cache } from 'react'

import type { Locale } from '#i18n/locales.ts'
import { patientLocale } from '#i18n/patient-locale.ts'
import { findByCode } from '#lib/opt-outs/find-by-code.ts'
import { PATH_HEADER } from '#lib/web/proxy-headers.ts'

const PATIENT_PAGE = /^\/o\/([^/?]+)/

/** Whom a patient's link belongs to; asked once a request. */
export const patientLink = cache(findByCode)

/** The locale of a patient's page, from the link in its address; null on every other page, and where the link leads nowhere. */
export async function patientPageLocale(): Promise<Locale | null> {
  const code = PATIENT_PAGE.exec((await headers()).get(PATH_HEADER) ?? '')?.[1]
  const link = code === undefined ? null : await patientLink(code)
  return link && patientLocale(link.language, link.chainLanguage)
}
