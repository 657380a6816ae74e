import { useTranslations } from 'next-intl'

import { useFormats } from '#components/use-formats.ts'
import type { Consent } from '#db/queries/consents.ts'
import type { OptOut } from '#db/queries/opt-outs.ts'

type Kept = 'how' | 'recordedBy' | 'wording' | 'language' | 'withdrawnAt' | 'withdrawnBy' | 'withdrawnHow'
type EvidenceRecord = Pick<Consent, Kept | 'policyVersion'> & {
  channel: Consent['channel']
  source: Consent['source'] | OptOut['source']
  at: Date
}

/** One yes or no: over which channel, from where, when, by whom, what was shown, and how it ended. */
export function ConsentEvidence({
  title,
  record,
  zone,
  names,
}: {
  title: string
  record: EvidenceRecord
  zone: string
  names: ReadonlyMap<string, string>
}) {
  const t = useTranslations('patients.consents')
  const formats = useFormats()
  const { how, recordedBy, wording, language, policyVersion, withdrawnAt } = record
  const writer = recordedBy ? names.get(recordedBy) : undefined
  const facts = [
    t(`channel.${record.channel}`),
    how ? t(`how.${how}`) : t(`source.${record.source}`),
    formats.time(record.at, 'dayAndTime', zone),
    ...(writer ? [t('recordedBy', { name: writer })] : []),
  ]
  return (
    <>
      <p className={withdrawnAt ? 'type-strong line-through' : 'type-strong'}>{title}</p>
      <p className="type-small text-ink-2">{facts.join(' · ')}</p>
      {wording && policyVersion === null && <p className="type-small text-ink-2">{t('wording', { wording })}</p>}
      {wording && policyVersion !== null && (
        <details className="type-small">
          <summary className="cursor-pointer text-blue-ink">
            {t('evidence')}: {t('policy', { language: formats.language(language ?? ''), version: policyVersion })}
          </summary>
          <blockquote
            lang={language ?? undefined}
            className="mt-1 border-s-2 border-line ps-2.5 whitespace-pre-line text-ink-2"
          >
            {wording}
          </blockquote>
        </details>
      )}
      {withdrawnAt && <p className="type-small text-ink-2">{ending()}</p>}
    </>
  )

  function ending(): string {
    const when = formats.time(withdrawnAt ?? record.at, 'dayAndTime', zone)
    const by = record.withdrawnBy ? names.get(record.withdrawnBy) : undefined
    if (!record.withdrawnHow) return t('withdrawn', { when })
    const told = t(`how.${record.withdrawnHow}`)
    return by ? t('withdrawnBy', { when, how: told, name: by }) : t('withdrawnHow', { when, how: told })
  }
}
