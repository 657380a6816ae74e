import 'server-only'
import { getTranslations } from 'next-intl/server'

import { LinkButton } from '#components/ui/link-button.tsx'
import type { ReminderRule } from '#db/queries/reminder-rules.ts'
import { previewRemoval } from '#lib/reminders/preview-removal.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { RemoveButton } from '../../_shell/remove-button.tsx'
import { AskDialog } from '../../campaigns/ask-dialog.tsx'
import { removeRuleAction } from '../actions.ts'
import { ChangesList } from './changes-list.tsx'

/** Takes a rule away, after saying what that drops. The question stands in the address, so it works without scripts. */
export async function RemoveRule({ rule, ctx, asks }: { rule: ReminderRule; ctx: Ctx; asks: boolean }) {
  const t = await getTranslations('reminders')
  const here = `/reminders/${rule.id}`
  return (
    <div>
      <LinkButton href={`${here}?ask=remove`} scroll={false} variant="danger">
        {t('remove')}
      </LinkButton>
      {asks && (
        <AskDialog
          closeHref={here}
          title={t('removeTitle')}
          body={<ChangesList changes={await previewRemoval(ctx, { ruleId: rule.id })} />}
          safeLabel={t('keep')}
        >
          <RemoveButton action={removeRuleAction} name="ruleId" value={rule.id} label={t('removeYes')} />
        </AskDialog>
      )}
    </div>
  )
}
