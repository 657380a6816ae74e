import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { ReminderRule } from '#db/queries/reminder-rules.ts'
import type { RulesOnPage } from '../_list/rules-card.tsx'
import { useRuleFacts } from './use-rule-facts.ts'
import { useRuleTitle } from './use-rule-title.ts'

/** Which clinics have a version of a rule of their own, and how it differs; from a clinic's version, how it differs from the chain's. */
export function OwnVersionsCard({ rule, page }: { rule: ReminderRule; page: RulesOnPage }) {
  const t = useTranslations('reminders')
  const formats = useFormats()
  const titleOf = useRuleTitle()
  const base = rule.overrideOf === null ? rule : page.rules.find(({ id }) => id === rule.overrideOf)
  if (!base) return null
  const versions = rule.overrideOf === null ? page.rules.filter(({ overrideOf }) => overrideOf === rule.id) : [rule]
  if (versions.length === 0 && !page.mayWrite) return null
  return (
    <Card
      flush
      title={t(rule.overrideOf === null ? 'ownVersions' : 'differs', { title: titleOf(base).title })}
      aside={
        rule.overrideOf === null ? (
          page.mayWrite && (
            <LinkButton size="s" href={`/reminders/new?of=${rule.id}`} scroll={false}>
              {t('addOwnVersion')}
            </LinkButton>
          )
        ) : (
          <LinkButton size="s" href={`/reminders/${base.id}`} scroll={false}>
            {t('openBase')}
          </LinkButton>
        )
      }
    >
      {versions.length === 0 && <p className="px-4 py-4 text-ink-2 md:px-5">{t('noOwnVersions')}</p>}
      <ul>
        {versions.map((version) => (
          <li key={version.id} className="border-b border-line px-4 py-3 last:border-b-0 md:px-5">
            {rule.overrideOf === null && (
              <h3>
                <a className="link" href={`/reminders/${version.id}`}>
                  {formats.list((version.clinicIds ?? []).map((id) => page.clinics.get(id) ?? '…'))}
                </a>
              </h3>
            )}
            <Differences version={version} base={base} page={page} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Differences({ version, base, page }: { version: ReminderRule; base: ReminderRule; page: RulesOnPage }) {
  const t = useTranslations('reminders')
  const factsOf = useRuleFacts(page)
  const before = factsOf(base)
  const different = factsOf(version).filter(
    ({ key, value }) => key !== 'clinics' && before.find((fact) => fact.key === key)?.value !== value,
  )
  if (different.length === 0) return <p className="type-small text-ink-2">{t('sameAsBase')}</p>
  return (
    <ul className="grid gap-0.5 type-small">
      {different.map(({ key, label, value }) => (
        <li key={key}>
          <span className="text-ink-2">{label}:</span> <strong>{value}</strong>{' '}
          <span className="text-ink-3">
            {t('insteadOf', { value: before.find((fact) => fact.key === key)?.value ?? '' })}
          </span>
        </li>
      ))}
    </ul>
  )
}
