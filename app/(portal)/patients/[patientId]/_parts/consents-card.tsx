import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { Note } from '#components/ui/note.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { Consent, ConsentPolicy } from '#db/queries/consents.ts'
import type { OptOut } from '#db/queries/opt-outs.ts'
import type { Patient } from '#db/queries/patients.ts'
import { ConsentEvidence } from './consent-evidence.tsx'
import { RecordConsentForm } from './record-consent-form.tsx'
import { RecordOptOutForm } from './record-opt-out-form.tsx'
import { WithdrawConsentForm } from './withdraw-consent-form.tsx'
import { WithdrawOptOutForm } from './withdraw-opt-out-form.tsx'

type ConsentsCardProps = {
  patient: Patient
  consents: Consent[]
  optOuts: OptOut[]
  policies: ConsentPolicy[]
  /** Who else reads at the number or the address. */
  sharing: { firstName: string; lastName: string }[]
  names: ReadonlyMap<string, string>
  /** 'YYYY-MM-DD' on the chain's clock. */
  today: string
  mayChange: boolean
}

/** A patient's yes and no, with the evidence for each. */
export function ConsentsCard({
  patient,
  consents,
  optOuts,
  policies,
  sharing,
  names,
  today,
  mayChange,
}: ConsentsCardProps) {
  const t = useTranslations('patients.consents')
  const formats = useFormats()
  const others = sharing.map(({ firstName, lastName }) => `${firstName} ${lastName}`.trim())
  return (
    <Card title={t('title')}>
      {consents.length + optOuts.length === 0 && <p className="text-ink-2">{t('none')}</p>}
      <ul className="grid gap-3">
        {optOuts.map((optOut) => (
          <li key={optOut.id} className="border-b border-line pb-3">
            <ConsentEvidence
              title={t('optedOut', { purpose: t(`purpose.${optOut.purpose}`) })}
              record={{ ...optOut, at: optOut.optedOutAt, policyVersion: null }}
              zone={patient.clinicZone}
              names={names}
            />
            {mayChange && !optOut.withdrawnAt && <WithdrawOptOutForm patientId={patient.id} optOutId={optOut.id} />}
          </li>
        ))}
        {consents.map((consent) => (
          <li key={consent.id} className="border-b border-line pb-3">
            <ConsentEvidence
              title={t('given', { purpose: t(`purpose.${consent.purpose}`) })}
              record={{ ...consent, at: consent.givenAt }}
              zone={patient.clinicZone}
              names={names}
            />
            {mayChange && !consent.withdrawnAt && <WithdrawConsentForm patientId={patient.id} consentId={consent.id} />}
          </li>
        ))}
      </ul>
      {others.length > 0 && optOuts.some(({ withdrawnAt }) => withdrawnAt === null) && (
        <div className="mt-3">
          <Note tone="info">{t('covers', { names: formats.list(others) })}</Note>
        </div>
      )}
      {mayChange && (
        <>
          <RecordConsentForm
            patientId={patient.id}
            policies={policies.map(({ version, language }) => ({ version, language }))}
            language={patient.language}
            today={today}
          />
          <RecordOptOutForm
            patientId={patient.id}
            hasPhone={patient.phone !== null}
            hasEmail={patient.email !== null}
            covers={others.length > 0 ? formats.list(others) : null}
          />
        </>
      )}
    </Card>
  )
}
