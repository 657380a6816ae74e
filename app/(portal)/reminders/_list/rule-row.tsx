import { CornerDownRight, Pause } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { ToneStatus } from '#components/ui/badge.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { ReminderRule } from '#db/queries/reminder-rules.ts'
import { useRuleTitle } from '../_rule/use-rule-title.ts'
import { switchRuleAction } from '../actions.ts'
import type { RulesOnPage } from './rules-card.tsx'
import { SwitchForm } from './switch-form.tsx'

export function RuleRow({ rule, page, isOpen }: { rule: ReminderRule; page: RulesOnPage; isOpen: boolean }) {
  const t = useTranslations('reminders')
  const tStatuses = useTranslations('statuses.appointment')
  const formats = useFormats()
  const { title, note } = useRuleTitle()(rule)
  const mayChange = page.mayWrite && page.mayChange(rule.clinicIds)
  const where = rule.clinicIds?.map((id) => page.clinics.get(id) ?? '').filter((name) => name !== '')
  return (
    <li
      className={`flex flex-wrap items-center gap-x-3.5 gap-y-2 border-b border-line px-4 py-3 last:border-b-0 md:px-5 ${isOpen ? 'bg-blue-soft' : ''}`}
    >
      <div className="flex min-w-0 flex-1 basis-[230px] items-start gap-3.5">
        {rule.overrideOf && <CornerDownRight className="mt-0.5 size-4 shrink-0 text-ink-3" aria-hidden="true" />}
        {mayChange && (
          <SwitchForm
            action={switchRuleAction}
            fields={{ ruleId: rule.id }}
            checked={rule.enabled}
            label={title}
            applyLabel={t('apply')}
          />
        )}
        <div className="min-w-0">
          <h3 className="wrap-anywhere">{title}</h3>
          <p className="type-small text-ink-2">{note}</p>
          {where && <p className="type-small text-ink-2">{formats.list(where)}</p>}
        </div>
      </div>
      <div className="min-w-0 flex-1 basis-[180px]">
        <p>{page.templates.get(rule.templateId) ?? t('templateGone')}</p>
        <p className="type-small text-ink-2">{rule.statuses.map((status) => tStatuses(status)).join(', ')}</p>
      </div>
      <div className="text-end max-sm:text-start sm:min-w-[88px]">
        {rule.enabled ? (
          <p className="type-small text-ink-2">
            <strong className="block type-head text-ink">{formats.whole(page.perDay.get(rule.id) ?? 0)}</strong>
            {t('aDay')}
          </p>
        ) : (
          <ToneStatus tone="neutral" icon={<Pause aria-hidden="true" />}>
            {t('off')}
          </ToneStatus>
        )}
      </div>
      <LinkButton
        href={`/reminders/${rule.id}`}
        size="s"
        scroll={false}
        variant={isOpen ? 'soft' : 'secondary'}
        aria-current={isOpen ? 'true' : undefined}
        aria-label={`${t(isOpen ? 'opened' : 'open')}: ${title}`}
        className="min-w-[84px]"
      >
        {t(isOpen ? 'opened' : 'open')}
      </LinkButton>
    </li>
  )
}
