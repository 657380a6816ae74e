'use client'

import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { RadioGroup } from '#components/ui/radio-group.tsx'
import { TextAreaField } from '#components/ui/text-field.tsx'
import type { ApplicationStatus } from '#lib/core/application-status.ts'
import { applicationCanBecome } from '#lib/core/application-status.ts'
import { DeskForm } from '../../_desk/desk-form.tsx'
import { approveApplicationAction, refuseApplicationAction } from '../actions.ts'

/** Yes by a button, no with a reason that the applicant reads. */
export function DecisionCard({
  chainId,
  status,
  licence,
}: {
  chainId: string
  status: ApplicationStatus
  licence: string
}) {
  const t = useTranslations('desk.application')
  const refusals = (['returned', 'rejected'] as const).filter((to) => applicationCanBecome(status, to))
  return (
    <Card title={t('decision')}>
      <div className="grid gap-5">
        <p className="text-ink-2">{t('licence', { location: licence })}</p>
        {applicationCanBecome(status, 'approved') && (
          <DeskForm action={approveApplicationAction} hidden={{ chainId }} submit={t('approve')} />
        )}
        {refusals.length === 0 && <p>{t(status === 'approved' ? 'isApproved' : 'isOpen')}</p>}
        {refusals.length > 0 && (
          <DeskForm action={refuseApplicationAction} hidden={{ chainId }} submit={t('refuse')} variant="secondary">
            {({ errorOf, typedOr }) => (
              <>
                <RadioGroup
                  legend={t('as')}
                  name="as"
                  defaultValue={typedOr('as', 'returned') as 'returned' | 'rejected'}
                  options={refusals.map((to) => ({ value: to, label: t(`refuseAs.${to}`) }))}
                  error={errorOf('as')}
                />
                <TextAreaField
                  label={t('reason')}
                  name="reason"
                  hint={t('reasonHint')}
                  defaultValue={typedOr('reason')}
                  error={errorOf('reason')}
                />
              </>
            )}
          </DeskForm>
        )}
      </div>
    </Card>
  )
}
