import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { requireStaff } from '#lib/web/require-staff.ts'
import { uuid } from '#lib/web/search-params.ts'
import { portalPage } from '../../../_pages/portal-page.tsx'
import { titled } from '../../../_pages/titled.ts'
import { loadRuleForm } from '../_rule/load-rule-form.ts'
import { RuleForm } from '../_rule/rule-form.tsx'
import { newRuleValues, ownVersionOf } from '../_rule/rule-values.ts'
import { loadRules } from '../load-rules.ts'
import { RemindersFrame } from '../reminders-frame.tsx'

export const generateMetadata = titled('reminders.newRule')

/** A rule of one's own; or, with `?of=`, some clinics' own version of one. */
export default portalPage(async function NewRulePage({ searchParams }: PageProps<'/reminders/new'>) {
  const ctx = await requireStaff('automatic.write')
  const params = await searchParams
  const loaded = await loadRules(ctx)
  const of = uuid(params, 'of')
  const base = loaded.page.rules.find(({ id }) => id === of)
  if (params.of !== undefined && !base) notFound()
  const own = ctx.clinicIds === 'all' ? [] : ctx.clinicIds
  const template = loaded.templates.find(({ purpose, variantOf }) => purpose === 'reminder' && variantOf === null)
  const values = base ? ownVersionOf(base, own) : newRuleValues(ctx.clinicIds, template?.id ?? '')
  const t = await getTranslations('reminders')
  return (
    <RemindersFrame loaded={loaded} searchParams={params} path="/reminders/new">
      <RuleForm
        key={base?.id ?? 'new'}
        title={t(base ? 'newOwnVersion' : 'newRule')}
        data={await loadRuleForm(ctx, loaded, values)}
        cancelHref={base ? `/reminders/${base.id}` : '/reminders'}
      />
    </RemindersFrame>
  )
})
