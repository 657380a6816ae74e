import { useTranslations } from 'next-intl'

import { useFormats } from '#components/use-formats.ts'
import type { TextOutcome } from '#db/queries/campaign-outcomes.ts'
import { doubtCause, partsAnswered } from '#lib/core/doubt.ts'
import { failureReason } from '#lib/core/failure-reason.ts'
import { SUPPRESSION_REASONS } from '#lib/core/suppression-reason.ts'
import type { WaitingReason } from '#lib/core/waiting-reason.ts'

type Outcome = Pick<TextOutcome, 'status' | 'reason' | 'submittedAt' | 'acceptedAt' | 'finalAt' | 'notBefore'> & {
  channel: 'sms' | 'email'
  waitsFor: WaitingReason | null
}

/** What became of a text, as one sentence with its time and its reason in plain words. */
export function useOutcomeText(): (outcome: Outcome, timeZone: string) => string {
  const t = useTranslations('why')
  const tCampaigns = useTranslations('campaigns')
  const tCause = useTranslations('unknown.cause')
  const formats = useFormats()

  return ({ channel, status, reason, submittedAt, acceptedAt, finalAt, notBefore, waitsFor }, timeZone) => {
    const time = (at: Date | null) => (at ? formats.time(at, 'weekdayTime', timeZone) : '–')
    const failure = () => tCampaigns(`failure.${failureReason(channel, status, reason)}`)
    switch (status) {
      case 'planned':
        return t(`text.planned.${waitsFor ?? 'turn'}`, { when: time(notBefore) })
      case 'submitting':
        return t('text.submitting')
      case 'unknown': {
        const { answered = 0, parts = 0 } = partsAnswered(reason) ?? {}
        return t('text.unknown', { cause: tCause(doubtCause(reason), { answered, parts }), when: time(submittedAt) })
      }
      case 'accepted':
        return t('text.accepted', { when: time(acceptedAt) })
      case 'undelivered':
      case 'rejected':
        return t(`text.${status}`, { reason: failure(), when: time(finalAt) })
      case 'suppressed': {
        const held = SUPPRESSION_REASONS.find((one) => one === reason)
        return t('text.suppressed', { reason: held ? tCampaigns(`heldBack.${held}`) : '–', when: time(finalAt) })
      }
      case 'resent':
        return t('text.resent')
      default:
        return t(`text.${status}`, { when: time(finalAt) })
    }
  }
}
