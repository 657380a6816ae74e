import type { CampaignTextCursor, CampaignTextFilter } from '#db/queries/campaign-texts.ts'
import type { SearchParams } from '#lib/web/search-params.ts'
import { oneOf, text, uuid } from '#lib/web/search-params.ts'
import type { StatusGroup } from './status-groups.ts'
import { STATUS_GROUP_NAMES, STATUS_GROUPS } from './status-groups.ts'

export type TextFilterValues = {
  group: StatusGroup | undefined
  language: string | undefined
  clinicId: string | undefined
}

/** What a change of filter takes out of the address: the place in the list, and a question that was open. */
export const FRESH_PAGE = { after: undefined, before: undefined, ask: undefined }

export function textFilterOf(params: SearchParams): TextFilterValues {
  const language = text(params, 'language', 3)
  return {
    group: oneOf(params, 'status', STATUS_GROUP_NAMES),
    language: language && /^[a-z]{2,3}$/.test(language) ? language : undefined,
    clinicId: uuid(params, 'clinic'),
  }
}

export function asQueryFilter({ group, language, clinicId }: TextFilterValues): CampaignTextFilter {
  return { statuses: group && STATUS_GROUPS[group], language, clinicId }
}

/** `after` or `before` holds the `cursor` of a row: an id, and the attempt of a text that was sent again. */
export function textCursorOf(params: SearchParams): CampaignTextCursor | undefined {
  for (const toward of ['after', 'before'] as const) {
    const place = placeOf(params[toward])
    if (place) return { toward, ...place }
  }
  return undefined
}

export function placeOf(cursor: unknown): { id: string; attempt: number } | null {
  const [, before, attempt = '1'] = /^([0-9a-f-]{36})(?:\.([1-9]\d{0,3}))?$/.exec(String(cursor)) ?? []
  const id = uuid({ id: before }, 'id')
  return id ? { id, attempt: Number(attempt) } : null
}
