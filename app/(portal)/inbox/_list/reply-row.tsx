import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import { MaskedAddress } from '#components/masked-address.tsx'
import { Bubble } from '#components/ui/bubble.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { Reply } from '#db/queries/replies.ts'
import { deliveryTextOf } from '#lib/core/delivery-text.ts'
import { env } from '#lib/runtime/env.ts'
import { HandleForm } from './handle-form.tsx'
import { MeaningBadge } from './meaning-badge.tsx'
import { VisitOutcome } from './visit-outcome.tsx'

/** Who wrote, what, to which text of ours, and what is to be done about it. */
export function ReplyRow({ reply, mayHandle }: { reply: Reply; mayHandle: boolean }) {
  const t = useTranslations('inbox')
  const unread = reply.handledAt === null
  return (
    <li className="grid gap-x-6 gap-y-2.5 border-b border-line px-4 py-4 last:border-b-0 md:grid-cols-[210px_minmax(0,1fr)] md:px-5 lg:grid-cols-[210px_minmax(0,1fr)_190px]">
      <div>
        <Writers reply={reply} />
        <p className="type-small text-ink-2">
          <MaskedAddress address={reply.sender} />
        </p>
        <p className="type-meta text-ink-3">
          <LocalTime at={reply.receivedAt} style="dayAndTime" />
          {unread && <span className="sr-only">, {t('show.unread')}</span>}
        </p>
      </div>
      <div className="grid justify-items-start gap-2">
        <MeaningBadge meaning={reply.meaning} />
        <Words reply={reply} />
        <VisitOutcome reply={reply} mayUndo={mayHandle} />
        <Answered reply={reply} />
      </div>
      <div className="grid content-start justify-items-start gap-1.5 md:col-start-2 lg:col-start-auto lg:justify-items-end">
        {!unread && <HandledBy reply={reply} />}
        {mayHandle && <HandleForm replyId={reply.id} becomes={unread ? 'handled' : 'unread'} />}
      </div>
    </li>
  )
}

function Words({ reply: { body, removedAfterDays, patients } }: { reply: Reply }) {
  const t = useTranslations('inbox')
  const tCommon = useTranslations('common')
  if (removedAfterDays === null) return <Bubble lang="">{body || t('wordless')}</Bubble>
  // Without anybody it was of a patient who was erased: then no number of days is the reason.
  const why = patients.length === 0 ? tCommon('textGone') : t('removed', { days: removedAfterDays })
  return <p className="type-small text-ink-3">{why}</p>
}

/** A number that several share names them all: nobody can tell who of them wrote. */
function Writers({ reply: { patients, handledAt } }: { reply: Reply }) {
  const t = useTranslations('inbox')
  const weight = handledAt === null ? 'type-strong' : 'font-normal'
  if (patients.length === 0) return <p className={weight}>{t('nobody')}</p>
  return (
    <ul className={weight}>
      {patients.map(({ id, firstName, lastName }) => (
        <li key={id}>
          <Link className="link wrap-anywhere" href={`/patients/${id}`}>
            {`${firstName} ${lastName}`.trim() || t('noName')}
          </Link>
        </li>
      ))}
      {patients.length > 1 && (
        <li className="mt-0.5 type-small font-normal text-warn">{t('shared', { count: patients.length })}</li>
      )}
    </ul>
  )
}

function Answered({ reply: { answered } }: { reply: Reply }) {
  const t = useTranslations('inbox')
  const tCommon = useTranslations('common')
  const formats = useFormats()
  if (!answered) return <p className="type-small text-ink-3">{t('answersNothing')}</p>
  const kept = answered.params !== null
  const text = kept ? deliveryTextOf(answered.wording, env().PUBLIC_URL)(answered.params).text : tCommon('textGone')
  return (
    <details className="max-w-[68ch] min-w-0 type-small text-ink-2">
      <summary className="cursor-pointer rounded-s">
        {t('answers', { when: formats.time(answered.sentAt, 'dayAndTime') })}
        <span lang={answered.wording.language} className="ms-1.5 text-ink-3 in-open:hidden">
          {beginningOf(text)}
        </span>
      </summary>
      <p
        lang={answered.wording.language}
        className="mt-1 border-s-2 border-line-strong ps-2.5 wrap-anywhere whitespace-pre-wrap"
      >
        {text}
      </p>
    </details>
  )
}

const BEGINNING_CHARACTERS = 60

/** Enough to know the text by; the whole of it is one press away. */
function beginningOf(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > BEGINNING_CHARACTERS ? `${line.slice(0, BEGINNING_CHARACTERS).trimEnd()}…` : line
}

function HandledBy({ reply: { handledAt, handledBy } }: { reply: Reply }) {
  const t = useTranslations('inbox')
  if (!handledAt) return null
  return (
    <p className="type-small text-ink-3 lg:text-end">
      {handledBy ?? t('byItself')}
      <br />
      <LocalTime at={handledAt} style="dayAndTime" />
    </p>
  )
}
