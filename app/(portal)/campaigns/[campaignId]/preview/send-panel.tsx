'use client'

import { ArrowLeft, CalendarClock, CircleCheck, Send, UserCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useActionState, useState } from 'react'
import { ToneStatus } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { DateTimeField } from '#components/ui/date-time-field.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Note } from '#components/ui/note.tsx'
import { Segments } from '#components/ui/radio-group.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFormats } from '#components/use-formats.ts'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import { TYPE_COUNT_ABOVE } from '#lib/campaigns/inputs.ts'
import type { CampaignPreview } from '#lib/campaigns/preview-figures.ts'
import { askFormAction, sendFormAction } from '../../actions.ts'
import { BalanceChange } from './balance-change.tsx'
import { ReserveNote } from './reserve-note.tsx'
import type { SendState } from './send-values.ts'
import { countTyped, figuresOf } from './send-values.ts'
import { WhatChanged } from './what-changed.tsx'

type SendPanelProps = {
  campaignId: string
  channel: 'sms' | 'email'
  preview: CampaignPreview
  zone: string
  /** Of this drawing of the form: pressed twice, it is one send. */
  sendKey: string
  maySend: boolean
  /** May ask somebody else to send it. */
  mayAsk: boolean
}

/** The decision, with everything it takes before one's eyes: people, parts, money before and after. */
export function SendPanel({ campaignId, channel, preview, zone, sendKey, maySend, mayAsk }: SendPanelProps) {
  const t = useTranslations('campaigns')
  const formats = useFormats()
  const parts = channel === 'sms' ? t('parts', { count: preview.segments }) : t('texts', { count: preview.willGet })
  const { balance } = preview
  // Above the chain's limit everybody asks a second person; below it, whoever may not send.
  const asks = mayAsk && (preview.needsApproval || !maySend)
  const [state, formAction] = useActionState(asks ? askFormAction : sendFormAction, null)
  const blocked = preview.problems.length > 0 || preview.willGet === 0
  return (
    <div className="xl:sticky xl:top-[calc(var(--bar)+16px)]">
      <Card title={t('preview.sendCard')}>
        <div className="grid gap-4">
          <div>
            <p className="text-[26px]/8 font-semibold tracking-[-0.02em]">{t('people', { count: preview.willGet })}</p>
            <p className="text-ink-2">
              {parts}, {formats.money(preview.costMicro)}
            </p>
          </div>
          {balance && (
            <BalanceChange balance={balance} costMicro={preview.costMicro} reserveDays={preview.reserve.days} />
          )}
          {balance && balance.missingMicro > 0 && (
            <Note tone="bad" title={t('preview.missing', { sum: formats.money(balance.missingMicro) })}>
              {t('preview.missingBody', {
                available: formats.money(balance.availableMicro),
                cost: formats.money(preview.costMicro),
              })}
            </Note>
          )}
          <ReserveNote preview={preview} />
          {preview.debtAtSharedNumbers > 0 && (
            <Note tone="warn" title={t('preview.debtTitle', { count: preview.debtAtSharedNumbers })}>
              {t('preview.debtBody')}
            </Note>
          )}
          <SendRefusal state={state} preview={preview} />
          {asks && <Note tone="info">{t(maySend ? 'preview.needsApproval' : 'preview.asksToSend')}</Note>}
          {(maySend || asks) && !blocked && (
            <form action={formAction} className="grid gap-3.5">
              <input type="hidden" name="campaignId" value={campaignId} />
              <input type="hidden" name="sendKey" value={sendKey} />
              <input type="hidden" name="fingerprint" value={preview.fingerprint} />
              <input type="hidden" name="seen" value={JSON.stringify(figuresOf(preview))} />
              <input type="hidden" name="zone" value={zone} />
              <SendFields preview={preview} zone={zone} state={state} asks={asks} />
            </form>
          )}
          {!maySend && !asks && <p className="type-small text-ink-2">{t('preview.mayNotSend')}</p>}
          <div className="grid gap-2">
            <LinkButton href={`/campaigns/${campaignId}`} size="l" full icon={<ArrowLeft aria-hidden="true" />}>
              {t('preview.back')}
            </LinkButton>
            {maySend && (
              <LinkButton
                href={`/campaigns/${campaignId}/preview?ask=cancel`}
                variant="quiet"
                full
                scroll={false}
                prefetch={false}
              >
                {t('preview.cancel')}
              </LinkButton>
            )}
          </div>
        </div>
      </Card>
    </div>
  )
}

function SendFields({
  preview,
  zone,
  state,
  asks,
}: {
  preview: CampaignPreview
  zone: string
  state: SendState
  asks: boolean
}) {
  const t = useTranslations('campaigns.preview')
  const tCampaigns = useTranslations('campaigns')
  const formats = useFormats()
  const mistakeAt = useFieldErrors(state?.refused ?? null)
  const [when, setWhen] = useState(state?.typed.when ?? 'now')
  const [typed, setTyped] = useState(state?.typed.typedPeople ?? '')
  const matches = countTyped(typed) === preview.willGet
  const later = when === 'later'
  return (
    <>
      <Segments
        legend={t('when')}
        name="when"
        value={when}
        onChange={setWhen}
        options={[
          { value: 'now', label: t('now') },
          { value: 'later', label: t('later') },
        ]}
      />
      <div className={later ? '' : 'without-script'}>
        <DateTimeField
          type="datetime-local"
          label={t('sendAt')}
          name="sendAtLocal"
          hint={`${t('zone', { zone })}. ${t('scheduleHint')}`}
          defaultValue={state?.typed.sendAtLocal}
          error={mistakeAt('sendAtLocal')}
        />
      </div>
      {preview.willGet > TYPE_COUNT_ABOVE && (
        <TextField
          label={t('typeCount', { limit: formats.whole(TYPE_COUNT_ABOVE), count: String(preview.willGet) })}
          name="typedPeople"
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          error={matches ? undefined : mistakeAt('typedPeople')}
          className="[&_input]:text-[16px] [&_input]:font-semibold [&_input]:tracking-[0.04em]"
          suffix={
            matches && (
              <ToneStatus tone="ok" icon={<CircleCheck strokeWidth={1.75} aria-hidden="true" />}>
                {t('matches')}
              </ToneStatus>
            )
          }
        />
      )}
      {preview.debtAtSharedNumbers > 0 && (
        <Checkbox
          name="debtAgreed"
          label={t('debtAgreed')}
          defaultChecked={state?.typed.debtAgreed}
          error={mistakeAt('debtAgreed')}
        />
      )}
      {preview.reserve.isEaten && !asks && (
        <Checkbox
          name="useReserve"
          label={t('useReserve')}
          defaultChecked={state?.typed.useReserve}
          error={mistakeAt('useReserve')}
        />
      )}
      <SendButton
        asks={asks}
        later={later}
        sendTo={t('sendTo', { people: tCampaigns('people', { count: preview.willGet }) })}
      />
    </>
  )
}

function SendButton({ asks, later, sendTo }: { asks: boolean; later: boolean; sendTo: string }) {
  const t = useTranslations('campaigns.preview')
  const look = { size: 'l', full: true, className: 'whitespace-normal!' } as const
  if (asks) {
    return (
      <SubmitButton {...look} icon={<UserCheck aria-hidden="true" />} pendingLabel={t('asking')}>
        {t('ask')}
      </SubmitButton>
    )
  }
  const Icon = later ? CalendarClock : Send
  return (
    <SubmitButton {...look} icon={<Icon aria-hidden="true" />} pendingLabel={later ? t('scheduling') : t('sending')}>
      {later ? t('schedule') : sendTo}
    </SubmitButton>
  )
}

// What belongs to a field stands under it; a change since the preview is told in figures; the rest is a sentence.
function SendRefusal({ state, preview }: { state: SendState; preview: CampaignPreview }) {
  const refusal = useRefusalText()
  if (!state) return null
  const { refused, seen } = state
  if (refused.code === 'campaign_changed_since_preview' && seen)
    return <WhatChanged seen={seen} now={figuresOf(preview)} />
  if (refused.fields?.useReserve && preview.reserve.isEaten) return null
  if (refused.fields?.typedPeople || refused.fields?.sendAtLocal || refused.fields?.debtAgreed) return null
  return <Note tone="bad" role="alert" title={refusal(refused)} />
}
