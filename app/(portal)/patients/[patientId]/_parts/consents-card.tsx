import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { OptOut } from '#db/queries/opt-outs.ts'
import type { listConsentsOf, Patient } from '#db/queries/patients.ts'
import { RecordOptOutForm } from './record-opt-out-form.tsx'
import { WithdrawOptOutForm } from './withdraw-opt-out-form.tsx'

type Consent = Awaited<ReturnType<typeof listConsentsOf>>[number]

/** A patient's yes and no, with the evidence for each. */
export function ConsentsCard({
  patient,
  consents,
  optOuts,
  mayChange,
}: {
  patient: Patient
  consents: Consent[]
  optOuts: OptOut[]
  mayChange: boolean
}) {
  const t = useTranslations('patients.consents')
  return (
    <Card title={t('title')}>
      {consents.length + optOuts.length === 0 && <p className="text-ink-2">{t('none')}</p>}
      <ul className="grid gap-3">
        {optOuts.map((optOut) => (
          <li key={optOut.id} className="border-b border-line pb-3">
            <Evidence
              title={t('optedOut', { purpose: t(`purpose.${optOut.purpose}`) })}
              at={optOut.optedOutAt}
              zone={patient.clinicZone}
              record={optOut}
            />
            {mayChange && !optOut.withdrawnAt && <WithdrawOptOutForm patientId={patient.id} optOutId={optOut.id} />}
          </li>
        ))}
        {consents.map((consent) => (
          <li key={consent.id} className="border-b border-line pb-3">
            <Evidence
              title={t('given', { purpose: t(`purpose.${consent.purpose}`) })}
              at={consent.givenAt}
              zone={patient.clinicZone}
              record={consent}
            />
          </li>
        ))}
      </ul>
      {mayChange && (
        <RecordOptOutForm patientId={patient.id} hasPhone={patient.phone !== null} hasEmail={patient.email !== null} />
      )}
    </Card>
  )
}

function Evidence({
  title,
  at,
  zone,
  record,
}: {
  title: string
  at: Date
  zone: string
  record:
    | Pick<Consent, 'channel' | 'source' | 'wording' | 'withdrawnAt'>
    | Pick<OptOut, 'channel' | 'source' | 'wording' | 'withdrawnAt'>
}) {
  const t = useTranslations('patients.consents')
  const formats = useFormats()
  const facts = [t(`channel.${record.channel}`), t(`source.${record.source}`), formats.time(at, 'dayAndTime', zone)]
  return (
    <>
      <p className={record.withdrawnAt ? 'type-strong line-through' : 'type-strong'}>{title}</p>
      <p className="type-small text-ink-2">{facts.join(' · ')}</p>
      {record.wording && <p className="type-small text-ink-2">{t('wording', { wording: record.wording })}</p>}
      {record.withdrawnAt && (
        <p className="type-small text-ink-2">
          {t('withdrawn', { when: formats.time(record.withdrawnAt, 'dayAndTime', zone) })}
        </p>
      )}
    </>
  )
}
