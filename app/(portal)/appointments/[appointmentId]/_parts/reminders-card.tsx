import { useTranslations } from 'next-intl'

import { StatusBadge } from '#components/status-badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { AppointmentPage, ReminderOfAppointment } from '#db/queries/appointment-page.ts'
import type { PlannedText } from '#lib/appointments/planned-texts.ts'
import { deliveryTextOf } from '#lib/core/delivery-text.ts'
import { env } from '#lib/runtime/env.ts'
import { useReminderReason } from '../../_list/use-reminder-reason.ts'
import { useRuleName } from './use-rule-name.ts'

const COLUMNS = 4

type RemindersCardProps = {
  appointment: AppointmentPage
  reminders: ReminderOfAppointment[]
  planned: Map<ReminderOfAppointment, PlannedText>
}

/** What rules have sent, will send and will not, each with its text or with why. */
export function RemindersCard({ appointment, reminders, planned }: RemindersCardProps) {
  const t = useTranslations('appointments.page')
  return (
    <Card flush title={t('reminders')}>
      <Table label={t('reminders')}>
        <thead>
          <tr>
            <th scope="col">{t('when')}</th>
            <th scope="col">{t('rule')}</th>
            <th scope="col">{t('state')}</th>
            <th scope="col">{t('text')}</th>
          </tr>
        </thead>
        <tbody>
          {reminders.length === 0 && <EmptyRow columns={COLUMNS}>{t('noReminders')}</EmptyRow>}
          {reminders.map((reminder, index) => (
            // A rule gives one for each version.
            <ReminderLine
              // biome-ignore lint/suspicious/noArrayIndexKey: rows come in a fixed order and hold no state
              key={index}
              reminder={reminder}
              text={textOf(reminder) ?? planned.get(reminder) ?? null}
              isCurrent={reminder.version === appointment.version}
              zone={appointment.zone}
            />
          ))}
        </tbody>
      </Table>
    </Card>
  )
}

function textOf({ sent }: ReminderOfAppointment): PlannedText | null {
  if (!sent || sent.params === null) return null
  const { subject, text } = deliveryTextOf(sent.wording, env().PUBLIC_URL)(sent.params)
  return { language: sent.wording.language, subject, text }
}

function ReminderLine({
  reminder,
  text,
  isCurrent,
  zone,
}: {
  reminder: ReminderOfAppointment
  text: PlannedText | null
  isCurrent: boolean
  zone: string
}) {
  const t = useTranslations('appointments.page')
  const tCommon = useTranslations('common')
  const formats = useFormats()
  const ruleName = useRuleName()
  const { status, dueAt, decidedAt, sent } = reminder
  const at = status === 'written' ? (decidedAt ?? dueAt) : dueAt
  return (
    <tr className={isCurrent ? undefined : 'text-ink-3'}>
      <td className="whitespace-nowrap">
        {sent ? (
          <a className="link" href={`/history/${sent.month}/${sent.id}`}>
            {formats.time(at, 'weekdayTime', zone)}
          </a>
        ) : (
          formats.time(at, 'weekdayTime', zone)
        )}
        {!isCurrent && <span className="block type-meta">{t('ofEarlierTime')}</span>}
      </td>
      <td>{ruleName(reminder)}</td>
      <td>
        <ReminderStatus reminder={reminder} />
      </td>
      <td className="min-w-[200px] whitespace-normal!">
        {text && (
          <details>
            <summary className="cursor-pointer text-ink-2">
              <span lang={text.language}>{beginningOf(text.text)}</span>
            </summary>
            {text.subject && (
              <p lang={text.language} className="mt-1 type-strong">
                {text.subject}
              </p>
            )}
            <p lang={text.language} className="mt-1 max-w-[68ch] wrap-anywhere whitespace-pre-wrap">
              {text.text}
            </p>
          </details>
        )}
        {sent?.params === null && <span className="text-ink-3">{tCommon('textGone')}</span>}
        {!text && status === 'planned' && <span className="text-ink-3">{t('noText')}</span>}
      </td>
    </tr>
  )
}

function ReminderStatus({ reminder: { status, reason, sent } }: { reminder: ReminderOfAppointment }) {
  const t = useTranslations('appointments.reminder')
  const tHeld = useTranslations('campaigns.heldBack') as unknown as {
    (key: string): string
    has: (key: string) => boolean
  }
  const reasonOf = useReminderReason()
  if (sent) {
    return (
      <>
        <StatusBadge kind="delivery" status={sent.status} />
        {sent.reason && tHeld.has(sent.reason) && (
          <span className="block type-meta text-ink-3">{tHeld(sent.reason)}</span>
        )}
      </>
    )
  }
  return (
    <>
      <span className={`state ${status === 'planned' ? 'glyph-clock' : 'glyph-ban'} text-ink-2`}>
        {t(status === 'written' ? 'planned' : status)}
      </span>
      {reason && <span className="block type-meta text-ink-3">{reasonOf(reason)}</span>}
    </>
  )
}

const BEGINNING_CHARACTERS = 48

/** Enough to know the text by; the whole of it is one press away. */
function beginningOf(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > BEGINNING_CHARACTERS ? `${line.slice(0, BEGINNING_CHARACTERS).trimEnd()}…` : line
}
