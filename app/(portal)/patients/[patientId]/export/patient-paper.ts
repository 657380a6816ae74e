import type { useTranslations } from 'next-intl'

import type { TextFormats } from '#i18n/text-formats.ts'
import type { PatientExport } from '#lib/privacy/export-patient.ts'
import type { PatientPaper } from '#lib/privacy/patient-pdf.ts'

type Words = {
  t: ReturnType<typeof useTranslations<'privacy.paper'>>
  tPatients: ReturnType<typeof useTranslations<'patients'>>
  tStatuses: ReturnType<typeof useTranslations<'statuses'>>
  tCommon: ReturnType<typeof useTranslations<'common'>>
  formats: TextFormats
}

/** A patient's data in the words of the reader's locale. */
export function patientPaper(data: PatientExport, language: string, words: Words): PatientPaper {
  const { t, tPatients, tStatuses, tCommon, formats } = words
  const { patient, appointments, texts, replies, consents, optOuts, madeAt } = data
  const at = (instant: Date) => formats.time(instant, 'dayAndTime', patient.clinicZone)
  const name = `${patient.firstName} ${patient.lastName}`.trim() || tPatients('noName')
  const said = (
    { purpose, channel, wording, withdrawnAt }: (typeof consents | typeof optOuts)[number],
    given: Date,
  ): [string, string] => [
    at(given),
    [
      `${tPatients(`consents.purpose.${purpose}`)} · ${tPatients(`consents.channel.${channel}`)}`,
      wording,
      withdrawnAt && t('withdrawn', { when: at(withdrawnAt) }),
    ]
      .filter(Boolean)
      .join('\n'),
  ]
  return {
    title: t('title', { name }),
    language,
    lead: t('lead', { when: at(madeAt) }),
    sections: [
      { title: t('person'), rows: personRows(), empty: t('none') },
      {
        title: t('appointments'),
        rows: appointments.map(({ startsAt, clinic, doctor, office, status }) => [
          at(startsAt),
          [clinic, doctor, office, tStatuses(`appointment.${status}`)].filter(Boolean).join(' · '),
        ]),
        empty: t('none'),
      },
      {
        title: t('texts'),
        rows: texts.map((text) => [
          `${at(text.at)}\n${[text.to, tStatuses(`delivery.${text.status}`)].filter(Boolean).join(' · ')}`,
          text.text ?? tCommon('textGone'),
        ]),
        empty: t('none'),
      },
      { title: t('replies'), rows: replies.map(({ receivedAt, body }) => [at(receivedAt), body]), empty: t('none') },
      { title: t('consents'), rows: consents.map((row) => said(row, row.givenAt)), empty: t('none') },
      { title: t('optOuts'), rows: optOuts.map((row) => said(row, row.optedOutAt)), empty: t('none') },
    ],
  }

  function personRows(): [string, string][] {
    const born = patient.birthDate && formats.time(new Date(`${patient.birthDate}T00:00:00Z`), 'date', 'UTC')
    const known: [Parameters<typeof t>[0], string | null][] = [
      ['fields.code', patient.code],
      ['fields.name', name],
      ['fields.birthDate', born],
      ['fields.gender', patient.gender && tPatients(`facts.${patient.gender}`)],
      ['fields.phone', patient.phone ?? patient.phoneTyped],
      ['fields.email', patient.email],
      ['fields.language', patient.language && formats.language(patient.language)],
      ['fields.country', patient.country && formats.country(patient.country)],
      ['fields.clinic', patient.clinicName],
      ['fields.account', formats.money(Math.round(patient.balanceEuros * 1_000_000))],
      ['fields.note', patient.note],
      ['fields.knownSince', at(patient.knownSince)],
    ]
    return known.flatMap(([key, value]): [string, string][] => (value ? [[t(key), value]] : []))
  }
}
