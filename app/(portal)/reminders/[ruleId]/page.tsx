import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { Note } from '#components/ui/note.tsx'
import { requireStaff } from '#lib/web/require-staff.ts'
import { portalPage } from '../../../_pages/portal-page.tsx'
import { titled } from '../../../_pages/titled.ts'
import { loadRuleForm } from '../_rule/load-rule-form.ts'
import { OwnVersionsCard } from '../_rule/own-versions-card.tsx'
import { RemoveRule } from '../_rule/remove-rule.tsx'
import { RuleFacts } from '../_rule/rule-facts.tsx'
import { RuleForm } from '../_rule/rule-form.tsx'
import { valuesOfRule } from '../_rule/rule-values.ts'
import { loadRules } from '../load-rules.ts'
import { RemindersFrame } from '../reminders-frame.tsx'

export const generateMetadata = titled('reminders.changeRule')

/** One rule, open under the others: to change for those who may, to read for the rest. */
export default portalPage(async function RulePage({ params, searchParams }: PageProps<'/reminders/[ruleId]'>) {
  const ctx = await requireStaff('automatic.read')
  const { ruleId } = await params
  const search = await searchParams
  const loaded = await loadRules(ctx)
  const { page } = loaded
  const rule = page.rules.find(({ id }) => id === ruleId)
  if (!rule) notFound()
  const t = await getTranslations('reminders')
  const mayChange = page.mayWrite && page.mayChange(rule.clinicIds)
  return (
    <RemindersFrame
      loaded={loaded}
      openRuleId={rule.id}
      searchParams={search}
      path={`/reminders/${rule.id}`}
      note={search.saved === '1' && <Note tone="ok" role="status" title={t('saved')} />}
    >
      {mayChange ? (
        <RuleForm
          key={rule.id}
          title={t('changeRule')}
          data={await loadRuleForm(ctx, loaded, valuesOfRule(rule))}
          cancelHref="/reminders"
        />
      ) : (
        <RuleFacts rule={rule} page={page} />
      )}
      <OwnVersionsCard rule={rule} page={page} />
      {mayChange && <RemoveRule rule={rule} ctx={ctx} asks={search.ask === 'remove'} />}
    </RemindersFrame>
  )
})
