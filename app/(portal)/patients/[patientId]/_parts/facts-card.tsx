import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import type { Fact } from '#components/ui/facts-list.tsx'
import { FactsList } from '#components/ui/facts-list.tsx'
import { Note } from '#components/ui/note.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { listSharingPatients, Patient } from '#db/queries/patients.ts'
import { ageInYears } from '#lib/core/age.ts'
import { phoneAsWritten } from '#lib/phones/written.ts'

type Sharing = Awaited<ReturnType<typeof listSharingPatients>>

export function FactsCard({ patient, sharing, now }: { patient: Patient; sharing: Sharing; now: Date }) {
  const t = useTranslations('patients')
  const formats = useFormats()
  const unknown = <span className="text-ink-3">{t('facts.unknown')}</span>

  const facts: Fact[] = [
    { label: t('facts.code'), value: patient.code },
    {
      label: t('facts.born'),
      value: patient.birthDate ? <Born date={patient.birthDate} patient={patient} now={now} /> : unknown,
    },
    { label: t('facts.gender'), value: patient.gender ? t(`facts.${patient.gender}`) : unknown },
    { label: t('facts.language'), value: patient.language ? formats.language(patient.language) : unknown },
    { label: t('facts.country'), value: patient.country ? formats.country(patient.country) : unknown },
    { label: t('facts.clinic'), value: patient.clinicName },
    { label: t('facts.phone'), value: <Phone patient={patient} /> },
    { label: t('facts.email'), value: patient.email ?? unknown },
    {
      label: t('facts.account'),
      value:
        patient.balanceMicro < 0
          ? t('debt', { sum: formats.money(-patient.balanceMicro) })
          : formats.money(patient.balanceMicro),
    },
    ...(patient.note ? [{ label: t('facts.note'), value: patient.note }] : []),
  ]

  return (
    <Card title={t('facts.title')}>
      <FactsList facts={facts} />
      {sharing.length > 0 && (
        <div className="mt-4">
          <Note tone="info" title={t('shared.title')}>
            {t('shared.body', {
              names: formats.list(sharing.map((other) => `${other.firstName} ${other.lastName}`.trim())),
            })}
          </Note>
        </div>
      )}
    </Card>
  )
}

function Born({ date, patient, now }: { date: string; patient: Patient; now: Date }) {
  const t = useTranslations('patients')
  const formats = useFormats()
  return (
    <>
      {formats.time(new Date(`${date}T00:00:00Z`), 'date', 'UTC')}
      {!patient.deceased && (
        <span className="text-ink-3"> · {t('facts.age', { count: ageInYears(date, now, patient.clinicZone) })}</span>
      )}
    </>
  )
}

function Phone({ patient }: { patient: Patient }) {
  const t = useTranslations('patients')
  if (patient.phoneKind === 'mobile')
    return (
      <a className="link" href={`tel:${patient.phone}`}>
        {phoneAsWritten(patient.phone ?? '')}
      </a>
    )
  return (
    <span className="grid justify-items-end">
      <span>{patient.phone ? phoneAsWritten(patient.phone) : t(`phoneKind.${patient.phoneKind}`)}</span>
      <span className="type-meta text-ink-3">
        {patient.phone
          ? t(`phoneKind.${patient.phoneKind}`)
          : patient.phoneTyped && t('facts.typed', { typed: patient.phoneTyped })}
      </span>
    </span>
  )
}
