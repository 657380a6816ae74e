import type { PlannedCursor } from '#db/queries/forecast.ts'
import type { SearchParams } from '#lib/web/search-params.ts'
import { text, uuid } from '#lib/web/search-params.ts'

/** `after` holds the moment, the appointment and the rule of the last row seen. */
export function plannedCursorOf(params: SearchParams): PlannedCursor | undefined {
  const [dueAt = '', appointment, rule] = (text(params, 'after', 140) ?? '').split('_')
  const appointmentId = uuid({ id: appointment }, 'id')
  const ruleId = uuid({ id: rule }, 'id')
  const isInstant = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/.test(dueAt) && !Number.isNaN(Date.parse(dueAt))
  return isInstant && appointmentId && ruleId ? { dueAt, appointmentId, ruleId } : undefined
}

export const plannedCursorText = ({ dueAt, appointmentId, ruleId }: PlannedCursor) =>
  `${dueAt}_${appointmentId}_${ruleId}`
