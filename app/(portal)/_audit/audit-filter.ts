import type { AuditCursor, AuditFilter } from '#db/queries/audit-list.ts'
import { isDay } from '#lib/core/calendar-day.ts'
import type { SearchParams } from '#lib/web/search-params.ts'
import { text, uuid } from '#lib/web/search-params.ts'

/** The value of the person filter that means nobody: jobs, scripts and patients' links. */
export const SERVICE = 'service'

export function auditFilterOf(params: SearchParams, zone: string): AuditFilter {
  const kind = text(params, 'kind', 40)
  return {
    staffId: uuid(params, 'person'),
    byService: params.person === SERVICE,
    kind: kind && /^[a-z_-]+$/.test(kind) ? kind : undefined,
    entityId: uuid(params, 'of'),
    fromDay: dayOf(params, 'from'),
    toDay: dayOf(params, 'to'),
    zone,
  }
}

export function auditCursorOf(params: SearchParams): AuditCursor | undefined {
  for (const toward of ['older', 'newer'] as const) {
    const id = uuid(params, toward)
    if (id) return { toward, id }
  }
  return undefined
}

function dayOf(params: SearchParams, name: string): string | undefined {
  const day = text(params, name, 10)
  return day && isDay(day) ? day : undefined
}
