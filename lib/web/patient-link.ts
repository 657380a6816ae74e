import 'server-only'
import { headers } from 'next/headers'
import { cache } from 'react'

import type { Locale } from '#i18n/locales.ts'
import { patientLocale } from '#i18n/patient-locale.ts'
import { findByCode } from '#lib/opt-outs/find-by-code.ts'
import { findLinkByCode, findVisitsByCode } from '#lib/visits/find-by-code.ts'
import { PATH_HEADER } from '#lib/web/proxy-headers.ts'

const PATIENT_PAGE = /^\/(o|v)\/([^/?]+)/

/** Whom a patient's link belongs to; asked once a request. */
export const patientLink = cache(findByCode)

/** The visits that the text of a link told of; asked once a request. */
export const visitPage = cache(findVisitsByCode)

/** Whether this is a page of a visit, one of opting out, or none of a patient's. */
export async function patientPageKind(): Promise<'v' | 'o' | null> {
  const [, kind] = await patientPath()
  return kind === 'v' || kind === 'o' ? kind : null
}

/**
 * Where a link that leads nowhere ends: no page has this address, so the server says so itself, with its status. What a page says by
 * notFound() is drawn by scripts, which not every phone has.
 */
export function goneHref(kind: 'v' | 'o', code: string): string {
  return `/${kind}/${encodeURIComponent(code)}/gone`
}

async function patientPath(): Promise<string[]> {
  return PATIENT_PAGE.exec((await headers()).get(PATH_HEADER) ?? '') ?? []
}

/**
 * The locale of a patient's page, from the link in its address; null on every other page, and where the link is none of ours. Who opens a
 * link long after the visit is told so in the language of the text, too.
 */
export async function patientPageLocale(): Promise<Locale | null> {
  const [, kind, code] = await patientPath()
  if (code === undefined) return null
  if (kind === 'v') {
    const page = await visitPage(code)
    if (page) return patientLocale(page.language, page.visits[0]?.clinicLanguage ?? '')
    const over = await findLinkByCode(code)
    return over && patientLocale(over.language, '')
  }
  const link = await patientLink(code)
  return link && patientLocale(link.language, link.chainLanguage)
}
