'use client'

import { Info } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'

import { LinkButton } from '#components/ui/link-button.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { PlanChanges } from '#db/queries/plan-changes.ts'
import { ChangesList } from './changes-list.tsx'

/** The bar under a rule: asks what saving would change, shows it, and saves once that is agreed to. */
export function ChangesBar({
  answer,
  pending,
  isNew,
  cancelHref,
}: {
  answer: { changes: PlanChanges; agree: string } | null
  pending: boolean
  isNew: boolean
  cancelHref: string
}) {
  const t = useTranslations('reminders.form')
  const asked = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (answer) asked.current?.focus()
  }, [answer])
  return (
    <div className="flex flex-1 flex-wrap items-center gap-x-4 gap-y-3">
      {answer ? (
        <div ref={asked} tabIndex={-1} role="status" className="min-w-0 flex-1 basis-[280px]">
          <ChangesList changes={answer.changes} />
          <input type="hidden" name="agreed" value={answer.agree} />
        </div>
      ) : (
        <p className="flex min-w-0 flex-1 basis-[280px] items-start gap-2 type-small text-ink-2">
          <Info className="size-[18px] shrink-0 text-blue-ink" strokeWidth={1.6} aria-hidden="true" />
          {t('asksFirst')}
        </p>
      )}
      <div className="ms-auto flex flex-wrap gap-2">
        <LinkButton href={cancelHref} variant="quiet">
          {t('cancel')}
        </LinkButton>
        <SubmitButton variant={answer ? 'primary' : 'secondary'} pending={pending}>
          {t(saveKey(Boolean(answer), isNew))}
        </SubmitButton>
      </div>
    </div>
  )
}

function saveKey(answered: boolean, isNew: boolean) {
  if (!answered) return 'check'
  return isNew ? 'saveNew' : 'save'
}
