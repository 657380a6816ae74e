import { Eye } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { FactsList } from '#components/ui/facts-list.tsx'
import { Note } from '#components/ui/note.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { ComposeData } from './compose-data.ts'
import type { Reach } from './reach.ts'

/** How many get it and about what it costs, beside every decision. */
export function ReachCard({
  data,
  reach,
  channel,
  pending,
}: {
  data: ComposeData
  reach: Reach
  channel: 'sms' | 'email'
  pending: boolean
}) {
  const t = useTranslations('campaigns.reach')
  const tLeftOut = useTranslations('statuses.leftOut')
  const tCommon = useTranslations('common')
  const formats = useFormats()
  const ofPeople = t('ofPeople', { count: reach.people, get: reach.willGet })
  const leftOut = reach.people - reach.willGet
  const short = data.availableMicro === null ? 0 : Math.max(0, reach.costMicro - data.availableMicro)

  return (
    <Card title={t('title')} aside={t('estimate')} footer={<PreviewButton pending={pending} full />}>
      <div className="grid gap-3">
        <div>
          <p className="type-figure-l">{formats.whole(reach.willGet)}</p>
          <p className="mb-2 text-ink-2">{ofPeople}</p>
          <Progress
            value={reach.willGet}
            max={reach.people}
            label={t('title')}
            valueText={`${formats.whole(reach.willGet)} ${ofPeople}`}
          />
        </div>
        {leftOut > 0 && (
          <details open className="border-y border-line py-[9px]">
            <summary className="cursor-pointer type-strong">{t('leftOut', { count: leftOut })}</summary>
            <div className="mt-2">
              <FactsList
                dense
                facts={reach.leftOut.map(({ reason, people }) => ({
                  key: reason,
                  label: tLeftOut(reason),
                  value: (
                    <Link
                      href={`/campaigns/${data.draft.campaignId}/left-out?reason=${reason}`}
                      className="link"
                      prefetch={false}
                    >
                      {formats.whole(people)}
                    </Link>
                  ),
                }))}
              />
            </div>
          </details>
        )}
        <FactsList
          facts={[
            ...reach.lines.map((line) => ({
              key: line.language,
              label:
                channel === 'email'
                  ? `${line.language} ${formats.whole(line.people)}`
                  : t('line', {
                      language: line.language,
                      people: formats.whole(line.people),
                      parts: tCommon('parts', { count: line.segments }),
                    }),
              value: formats.money(line.costMicro),
            })),
            { key: 'cost', label: t('cost'), value: formats.money(reach.costMicro), sum: true },
            ...(data.availableMicro === null
              ? []
              : [{ key: 'balance', label: t('balance'), value: formats.money(data.availableMicro) }]),
          ]}
        />
        {short > 0 && (
          <Note tone="warn" title={t('short', { sum: formats.money(short) })}>
            {t('shortBody')}
          </Note>
        )}
        <p className="type-small text-ink-3">{t('exactLater')}</p>
      </div>
    </Card>
  )
}

/** The price that the estimate takes, under the card. */
export function TariffLine({ data, channel }: { data: ComposeData; channel: 'sms' | 'email' }) {
  const t = useTranslations('campaigns.reach')
  const formats = useFormats()
  const { smsMicro, emailMicro, country } = data.prices
  const emailSentence = emailMicro > 0 ? t('tariffEmail', { price: formats.money(emailMicro, 4) }) : t('freeEmail')
  const smsSentence = t('tariff', { price: formats.money(smsMicro, 4), country: formats.country(country) })
  const sentence = channel === 'sms' ? smsSentence : emailSentence
  return <p className="text-center type-meta text-ink-3">{sentence}</p>
}

/** Submits the form with the intent to look; never to send. */
export function PreviewButton({ pending, full }: { pending: boolean; full?: boolean }) {
  const t = useTranslations('campaigns.compose')
  return (
    <Button
      type="submit"
      name="intent"
      value="preview"
      variant="primary"
      size={full ? 'l' : 'm'}
      full={full}
      icon={<Eye aria-hidden="true" />}
      pending={pending}
      aria-keyshortcuts="Control+Enter"
    >
      {pending ? t('goingPreview') : t('goPreview')}
    </Button>
  )
}

/** The same two numbers and the same button at the foot of a phone. */
export function StickyReach({ data, reach, pending }: { data: ComposeData; reach: Reach; pending: boolean }) {
  const t = useTranslations('campaigns')
  const tReach = useTranslations('campaigns.reach')
  const formats = useFormats()
  const cost = formats.money(reach.costMicro)
  const short = data.availableMicro === null ? 0 : reach.costMicro - data.availableMicro
  return (
    <div className="fixed inset-x-0 bottom-0 z-30 flex items-center gap-3 border-t border-line-strong bg-surface px-4 pt-2.5 pb-3.5 md:hidden">
      <div className="grid flex-1">
        <strong>{t('people', { count: reach.willGet })}</strong>
        <span className="type-small text-ink-2">
          {short > 0 ? tReach('shortNote', { cost, sum: formats.money(short) }) : cost}
        </span>
      </div>
      <PreviewButton pending={pending} />
    </div>
  )
}
