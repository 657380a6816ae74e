import type { TemplateFilter } from '#db/queries/template-list.ts'
import { TEMPLATE_PURPOSES } from '#lib/core/template-text.ts'
import type { SearchParams } from '#lib/web/search-params.ts'
import { oneOf, text, uuid } from '#lib/web/search-params.ts'

/** The filter of the templates in the address of the page. */
export function templateFilterOf(params: SearchParams): TemplateFilter {
  return {
    search: text(params, 'q'),
    purpose: oneOf(params, 'purpose', TEMPLATE_PURPOSES),
    archived: params.show === 'archive',
  }
}

export function templateCursorOf(params: SearchParams): { after: string } | { before: string } | undefined {
  const [after, before] = [uuid(params, 'after'), uuid(params, 'before')]
  if (after) return { after }
  return before ? { before } : undefined
}
