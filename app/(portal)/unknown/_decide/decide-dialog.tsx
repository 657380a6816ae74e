import { useTranslations } from 'next-intl'

import { useFormats } from '#components/use-formats.ts'
import { AskDialog } from '../../campaigns/ask-dialog.tsx'
import { markDeliveredAction, resendAction, writeOffAction } from '../actions.ts'
import { DecideForm } from './decide-form.tsx'
import type { Question } from './decide-values.ts'

const ACTIONS = { resend: resendAction, mark_delivered: markDeliveredAction, write_off: writeOffAction }

/** Texts that a question is about, and the money it moves, as of the moment it opened. */
export type DecideFigures = {
  texts: number
  /** Set aside for them since they were sent. */
  heldMicro: number
  /** What sending them again costs now; null where the price list has no line for some of them. */
  resendMicro: number | null
  availableMicro: number
}

export function DecideDialog({
  question,
  figures,
  fields,
  closeHref,
}: {
  question: Question
  figures: DecideFigures
  fields: readonly (readonly [name: string, value: string])[]
  closeHref: string
}) {
  const t = useTranslations('unknown.dialog')
  const formats = useFormats()
  const { texts, heldMicro, resendMicro, availableMicro } = figures
  const held = formats.money(heldMicro)
  const cost = formats.money(resendMicro ?? 0)
  const missingMicro = Math.max(0, (resendMicro ?? 0) - availableMicro)
  const impossible = question === 'resend' && (resendMicro === null || missingMicro > 0)
  return (
    <AskDialog
      closeHref={closeHref}
      title={t(`${question}.title`, { count: texts })}
      safeLabel={t('leave')}
      body={
        <>
          <p>{t(`${question}.body`, { count: texts, cost, held })}</p>
          {question === 'resend' && <p className="mt-2">{t('resend.twice', { count: texts })}</p>}
          {question === 'resend' && !impossible && (
            <p className="mt-2">{t('resend.balance', { after: formats.money(availableMicro - (resendMicro ?? 0)) })}</p>
          )}
          {impossible && (
            <p role="alert" className="mt-2 text-bad">
              {resendMicro === null ? t('resend.noPrice') : t('resend.missing', { sum: formats.money(missingMicro) })}
            </p>
          )}
        </>
      }
    >
      {!impossible && (
        <DecideForm
          action={ACTIONS[question]}
          fields={fields}
          texts={texts}
          label={t(`${question}.yes`, { count: texts, cost })}
          pendingLabel={t(`${question}.doing`)}
          variant={question === 'mark_delivered' ? 'primary' : 'danger-fill'}
        />
      )}
    </AskDialog>
  )
}
