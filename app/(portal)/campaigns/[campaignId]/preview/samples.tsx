import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { MergedText } from '#components/merged-text.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Bubble } from '#components/ui/bubble.tsx'
import { Card } from '#components/ui/card.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { CampaignPreview, PreviewSample } from '#lib/campaigns/preview-figures.ts'
import { WARN_FROM_SEGMENTS } from '#lib/core/sms-segments.ts'
import { TestSend } from '../../_form/test-send.tsx'
import { LanguageCode } from '../../language-code.tsx'

/** Texts of real recipients, exactly as they would go out: a typical one, the longest, the dearest. */
export function Samples({
  campaignId,
  preview,
  mayTest,
}: {
  campaignId: string
  preview: CampaignPreview
  mayTest: boolean
}) {
  const t = useTranslations('campaigns')
  const formats = useFormats()
  const languages = [...new Set(preview.samples.map((sample) => sample.language))]
  if (languages.length === 0) return null
  const peopleOf = (language: string) =>
    preview.languages.filter((row) => row.textLanguage === language).reduce((sum, row) => sum + row.willGet, 0)

  return (
    <Card id="samples" title={t('preview.realTexts')} className="scroll-mt-20">
      <div className="grid gap-5">
        {languages.map((language) => (
          <section key={language} aria-label={formats.language(language)} className="grid gap-2">
            <div className="flex flex-wrap items-center gap-2">
              <LanguageCode code={language} />
              <h3 className="first-letter:uppercase">{formats.language(language)}</h3>
              <span className="flex-1 text-ink-2">{t('people', { count: peopleOf(language) })}</span>
              {mayTest && <TestSend campaignId={campaignId} language={language} />}
            </div>
            <ul className="grid grid-cols-[repeat(auto-fill,minmax(230px,1fr))] gap-3">
              {preview.samples
                .filter((sample) => sample.language === language)
                .map((sample) => (
                  <Sample key={sample.kind} sample={sample} />
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Card>
  )
}

function Sample({ sample }: { sample: PreviewSample }) {
  const t = useTranslations('campaigns')
  const tCommon = useTranslations('common')
  const formats = useFormats()
  const dear = sample.segments >= WARN_FROM_SEGMENTS
  const parts = tCommon('parts', { count: sample.segments })
  return (
    <li className={`flex flex-col gap-2 rounded-m border px-3.5 py-3 ${dear ? 'border-warn-line' : 'border-line'}`}>
      <p className="grid">
        <strong>{t(`preview.${sample.kind}`)}</strong>
        <span className="type-small text-ink-2">
          <Link href={`/patients/${sample.patientId}`} className="link" lang={sample.language}>
            {sample.patientName}
          </Link>
          , {sample.clinicName}
        </span>
      </p>
      <div className="flex-1 [&>p]:h-full [&>p]:max-w-none">
        <Bubble lang={sample.language}>
          {sample.subject && <strong className="mb-1 block">{sample.subject}</strong>}
          <MergedText text={sample.text} values={sample.values} />
        </Bubble>
      </div>
      <p className="flex items-center gap-1 type-small">
        {dear ? <Badge tone="warn">{parts}</Badge> : sample.segments > 0 && <span>{parts}</span>}
        <span className="flex-1 text-ink-2">
          {sample.segments > 0 && '· '}
          {t('compose.characters', { count: sample.units })}
        </span>
        <strong>{formats.money(sample.costMicro, 3)}</strong>
      </p>
    </li>
  )
}
