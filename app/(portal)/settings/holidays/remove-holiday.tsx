import 'server-only'
import { getTranslations } from 'next-intl/server'

import type { Holiday } from '#db/queries/holidays.ts'
import { getFormats } from '#i18n/get-formats.ts'
import { middayOf } from '#lib/core/calendar-day.ts'
import { previewHolidayRemoval } from '#lib/holidays/preview.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { RemoveButton } from '../../_shell/remove-button.tsx'
import { AskDialog } from '../../campaigns/ask-dialog.tsx'
import { ChangesList } from '../../reminders/_rule/changes-list.tsx'
import { removeHolidayAction } from './actions.ts'

/** Asks before a day is taken back, with what that moves. */
export async function RemoveHoliday({ ctx, holiday }: { ctx: Ctx; holiday: Holiday }) {
  const t = await getTranslations('reminders.holidays')
  const formats = await getFormats()
  return (
    <AskDialog
      closeHref="/settings/holidays"
      title={t('removeTitle', { day: formats.time(middayOf(holiday.day), 'dateText', 'UTC') })}
      body={<ChangesList changes={await previewHolidayRemoval(ctx, { holidayId: holiday.id })} />}
      safeLabel={t('keep')}
    >
      <RemoveButton action={removeHolidayAction} name="holidayId" value={holiday.id} label={t('removeYes')} />
    </AskDialog>
  )
}
